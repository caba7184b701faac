package io.holdfast.recovery;

import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import java.time.Instant;
import java.util.Optional;

/** What is near and not as it should be. */
final class Forecast {
    private Forecast() {}

    /** When it starts, if that is soon and no data flows. What is called off starts never. */
    static Optional<Instant> startsSoon(SyncLink seen, SyncPolicy policy, Instant now) {
        return seen.remote()
                .map(RemoteFacts::subject)
                .filter(subject -> seen.status() != SyncStatus.ACTIVE && !subject.cancelled())
                .flatMap(subject -> subject.startsAt())
                .filter(at -> now.isBefore(at) && !at.isAfter(now.plus(policy.startsSoon())));
    }
}
