package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Instant;
import java.util.Optional;

/** What is behind a failure or a severance, in words, and what to quote to support about it. */
final class Causes {
    private Causes() {}

    static Optional<Message> of(SyncLink seen, Optional<Integration> bound, Instant now) {
        return seen.phase() == SyncPhase.DISCONNECTED
                ? Optional.of(bound.map(one -> IntegrationHealth.ended(one, now))
                        .orElseGet(() -> Message.of("severance.gone")))
                : failure(seen).map(failure -> failed(failure, seen));
    }

    /** What the facts of an event or channel forbid says more than that they do. */
    private static Message failed(SyncFailure failure, SyncLink seen) {
        return seen.remote()
                .flatMap(facts -> facts.subject().obstacle())
                .filter(obstacle -> failure.kind() == FailureKind.NOT_IMPORTABLE)
                .map(obstacle -> Message.named("obstacle.*", obstacle))
                .orElse(Message.named("failure.*.long", failure.kind()));
    }

    /** That of the attempt which is being retried, else of the open incident. A refused credential is history once it is severed. */
    static Optional<SyncFailure> failure(SyncLink seen) {
        boolean severed = seen.phase() == SyncPhase.DISCONNECTED;
        return seen.run()
                .flatMap(SyncRun::lastFailure)
                .or(() -> seen.incident().map(Incident::last))
                .filter(failure -> !severed || failure.kind() != FailureKind.CREDENTIAL_DOUBTED);
    }

    static Optional<String> reference(SyncLink seen, Optional<Integration> bound) {
        return seen.phase() == SyncPhase.DISCONNECTED
                ? Optional.of(reference(seen.binding(), bound))
                : failure(seen).map(SyncFailure::reference);
    }

    /** That of the severance that holds; of the link's own connection where it was made again since. */
    private static String reference(SyncLink.Binding binding, Optional<Integration> bound) {
        return bound.filter(integration -> !integration.isConnected())
                .map(integration -> new SyncLink.Binding(integration.id(), integration.connection()))
                .orElse(binding)
                .reference();
    }
}
