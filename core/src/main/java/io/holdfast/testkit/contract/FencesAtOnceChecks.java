package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.key;
import static io.holdfast.testkit.contract.AttendeeSamples.token;

import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import java.util.List;
import java.util.Set;

/** What an {@link AttendeeStore} promises of the fences of several links at once. */
final class FencesAtOnceChecks {
    private static final SyncLinkId A = SyncLinkId.of("a");
    private static final SyncLinkId B = SyncLinkId.of("b");
    private static final SyncLinkId C = SyncLinkId.of("c");

    private FencesAtOnceChecks() {}

    static void addTo(Checks<AttendeeStore> checks) {
        checks.add("fences of several links rise at once, each by itself", FencesAtOnceChecks::eachByItself);
        checks.add("of several links at once each meets the rows of its own key", FencesAtOnceChecks::metAgain);
    }

    private static void eachByItself(AttendeeStore store) {
        store.upsert(token(A, 1), Batch.empty(1));
        store.upsert(token(B, 9), Batch.empty(9));
        store.fenceAll(Set.of(token(A, 5), token(B, 5), token(C, 5)));
        Assertions.same("accepted of the first below its fence", false, isAccepted(store, A, 4));
        Assertions.same("accepted of the first by its fence", true, isAccepted(store, A, 5));
        Assertions.same("accepted of the second by the lower fence", false, isAccepted(store, B, 5));
        Assertions.same("accepted of the second by its fence", true, isAccepted(store, B, 9));
        Assertions.same("accepted of the third, new, by its fence", true, isAccepted(store, C, 5));
    }

    private static void metAgain(AttendeeStore store) {
        SyncLink.Key first = key("first event");
        SyncLink.Key second = key("second event");
        Set<FencingToken> before = Set.of(new FencingToken(A, first, 7), new FencingToken(B, second, 7));
        store.fenceAll(before);
        before.forEach(token -> store.upsert(token, new Batch(List.of(attendee("x", "company", EARLY)), 7, 1, 0)));
        store.fenceAll(
                Set.of(new FencingToken(A, first, FencingToken.LAST), new FencingToken(B, second, FencingToken.LAST)));
        SyncLinkId next = SyncLinkId.of("a again");
        store.fenceAll(Set.of(new FencingToken(next, first, 1), new FencingToken(C, key("third event"), 1)));
        Assertions.same("present of the one of the same key", 1L, present(store, next));
        Assertions.same("present of the one of another key", 0L, present(store, C));
        Assertions.same("present of the removed one that nobody follows", 1L, present(store, B));
    }

    private static long present(AttendeeStore store, SyncLinkId link) {
        return store.count(link, StampRange.before(Long.MAX_VALUE)).present();
    }

    private static boolean isAccepted(AttendeeStore store, SyncLinkId link, long fence) {
        return store.upsert(token(link, fence), new Batch(List.of(attendee("x", "company", EARLY)), 1, 1, 0))
                .accepted();
    }
}
