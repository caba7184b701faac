package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import io.holdfast.port.AttendeeStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Takes the fencing token from a worker whose run was taken from it: a store apart from the links does not see that by itself. */
record AttendeeFences(AttendeeStore attendees, ThrottledLog log) {
    /** Pages may be on their way. What can't be told to the store now only costs those pages. */
    void fence(Collection<SyncLink> taken) {
        try {
            take(taken, link -> link.bookkeeping().fence());
        } catch (RuntimeException thrown) {
            if (taken.size() > 1) {
                taken.forEach(link -> fence(List.of(link)));
                return;
            }
            taken.forEach(link -> log.warn(
                    "attendee store",
                    LogIds.of(link.id()) + " the attendee store was not told that its worker lost the run",
                    thrown));
        }
    }

    /** No fencing token writes after this one: the links go, and their ids never come back. */
    void fenceForGood(Collection<SyncLink> leaving) {
        take(leaving, link -> AttendeeStore.FencingToken.LAST);
    }

    private void take(Collection<SyncLink> links, ToLongFunction<SyncLink> fence) {
        Set<AttendeeStore.FencingToken> tokens = links.stream()
                .map(link -> new AttendeeStore.FencingToken(link.id(), link.key(), fence.applyAsLong(link)))
                .collect(Collectors.toSet());
        if (!tokens.isEmpty()) {
            RetryOnce.onceAfterFailure(() -> {
                attendees.fenceAll(tokens);
                return tokens;
            });
        }
    }
}
