package io.holdfast.engine.gateway;

import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Something to tell a listener.
 *
 * @param subject the link or integration, as logs call it
 * @param version the version that is told
 * @param isOfState whether only the latest version counts; what happened to attendees is told whatever was told since
 * @param weight how much room it takes
 * @param link the link that it is of, if it is of one
 * @param how tells it, of that link or of one that was told meanwhile
 */
record Notice(
        String subject,
        long version,
        boolean isOfState,
        int weight,
        Optional<SyncLink> link,
        BiConsumer<SyncListener, Optional<SyncLink>> how) {
    /** The state of a link. */
    static Notice of(SyncLink link, BiConsumer<SyncListener, SyncLink> how) {
        return new Notice(
                LogIds.of(link.id()), link.version(), true, 1, Optional.of(link), (to, last) -> how.accept(to, link));
    }

    /** What the provider tells of the event or channel of a link: with the link as it was told last, if that is later. */
    static Notice ofRemote(SyncLink link, BiConsumer<SyncListener, SyncLink> how) {
        return ofAttendees(link, 1, how);
    }

    /** What happened to attendees of a link: with the link as it was told last, if that is later. */
    static Notice ofAttendees(SyncLink link, int weight, BiConsumer<SyncListener, SyncLink> how) {
        return new Notice(
                LogIds.of(link.id()),
                link.version(),
                false,
                weight,
                Optional.of(link),
                (to, last) -> how.accept(
                        to, last.filter(told -> told.version() > link.version()).orElse(link)));
    }

    void tell(SyncListener to, Optional<SyncLink> last) {
        how.accept(to, last);
    }
}
