package io.holdfast.propertychecks;

import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a link is found by, whether or not its text can be read; a table would have columns for it. */
record LinkColumns(
        SyncLinkId id, SyncLink.Key key, SyncLink.Binding binding, Optional<Instant> due, Instant decidedAt) {
    static LinkColumns of(SyncLink link) {
        return new LinkColumns(link.id(), link.key(), link.binding(), link.due(), link.decidedAt());
    }

    String line() {
        return Stream.of(
                        id.value(),
                        key.workspace().value(),
                        key.provider().value(),
                        key.remote().kind().name(),
                        key.remote().id().value(),
                        key.subject().kind().name(),
                        key.subject().id(),
                        binding.integration().value(),
                        Long.toString(binding.connection()),
                        due.map(Instant::toString).orElse(""),
                        decidedAt.toString())
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\t"));
    }

    static LinkColumns parse(String line) {
        List<String> texts = Stream.of(line.split("\t", -1))
                .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                .toList();
        return new LinkColumns(
                SyncLinkId.of(texts.get(0)),
                new SyncLink.Key(
                        WorkspaceId.of(texts.get(1)),
                        ProviderId.of(texts.get(2)),
                        new RemoteRef(SubjectKind.valueOf(texts.get(3)), RemoteId.of(texts.get(4))),
                        new SyncSubject(SubjectKind.valueOf(texts.get(5)), texts.get(6))),
                new SyncLink.Binding(IntegrationId.of(texts.get(7)), Long.parseLong(texts.get(8))),
                Optional.of(texts.get(9)).filter(due -> !due.isEmpty()).map(Instant::parse),
                Instant.parse(texts.get(10)));
    }
}
