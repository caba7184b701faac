package io.holdfast.testkit.contract;

import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StampRange;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.AttendeeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attendees and pages of them, as the checks of an {@link AttendeeStore} write them. */
final class AttendeeSamples {
    static final SyncLinkId LINK = SyncLinkId.of("link");
    static final Instant EARLY = LinkSamples.NOW;
    static final Instant LATE = EARLY.plusSeconds(60);

    private AttendeeSamples() {}

    static AttendeeStore.Written write(AttendeeStore store, long fence, long scan, long page, Attendee... rows) {
        return store.upsert(token(LINK, fence), new AttendeeStore.Batch(List.of(rows), scan, page, 0));
    }

    static AttendeeStore.Written mark(AttendeeStore store, long fence, StampRange range, String... ids) {
        return store.markAbsent(
                token(LINK, fence), range, Stream.of(ids).map(AttendeeId::of).collect(Collectors.toSet()));
    }

    static AttendeeStore.FencingToken token(SyncLinkId link, long fence) {
        return new AttendeeStore.FencingToken(link, key("event of " + link.value()), fence);
    }

    /** Of links that feed this event of the host's. */
    static SyncLink.Key key(String ours) {
        return new SyncLink.Key(
                LinkSamples.ACME,
                ProviderId.of("scripted"),
                new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote of " + ours)),
                SyncSubject.event(ours));
    }

    static Attendee attendee(String id, String company, Instant changedAt) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .company(company)
                .addAnswers(answer("q-1", company), answer("q-2", id))
                .putProfile("addresses.home.city", company)
                .registeredAt(EARLY.minusSeconds(3_600))
                .attendance(Attendance.ATTENDING)
                .changedAt(changedAt)
                .build();
    }

    /** Two questions may have the same words. */
    private static Answer answer(String questionId, String answered) {
        return new Answer(Optional.of(questionId), "Who else?", List.of(answered, "nobody"));
    }

    static List<String> ids(AttendeeStore.Written written) {
        return written.rows().stream().map(row -> row.id().value()).toList();
    }

    static List<AttendeeStore.RowResult> results(AttendeeStore.Written written) {
        return written.rows().stream().map(AttendeeStore.Row::result).toList();
    }
}
