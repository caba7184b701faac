package io.holdfast.engine.gateway;

import io.holdfast.engine.watch.LogContext;
import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import io.holdfast.port.SyncListener.Missed;
import java.util.List;
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
 * @param loss what counts as missed if it is not told
 * @param context what the log knows meanwhile
 * @param how tells it, of that link or of one that was told meanwhile
 */
record Notice(
        String subject,
        long version,
        boolean isOfState,
        int weight,
        Optional<SyncLink> link,
        Missed loss,
        LogContext context,
        BiConsumer<SyncListener, Optional<SyncLink>> how) {
    private static final Missed TRANSITION = new Missed(1, 0, 0, 0, 0, 0, 0);
    private static final Missed REMOTE_CHANGE = new Missed(0, 1, 0, 0, 0, 0, 0);

    /** A move of a link that its history holds. */
    static Notice ofMove(SyncLink link, BiConsumer<SyncListener, SyncLink> how) {
        return ofState(link, link.version(), TRANSITION, how);
    }

    /** The state of a link, which a later notice tells as well. */
    static Notice of(SyncLink link, BiConsumer<SyncListener, SyncLink> how) {
        return ofState(link, link.version(), Missed.NOTHING, how);
    }

    /** The end of a link: later than all else. */
    static Notice ofRemoval(SyncLink link) {
        return ofState(link, Long.MAX_VALUE, Missed.NOTHING, SyncListener::removed);
    }

    private static Notice ofState(SyncLink link, long version, Missed loss, BiConsumer<SyncListener, SyncLink> how) {
        return new Notice(
                LogIds.of(link.id()),
                version,
                true,
                1,
                Optional.of(link),
                loss,
                LogContext.of(link),
                (to, last) -> how.accept(to, link));
    }

    /** The state of an integration. */
    static Notice of(Integration integration) {
        return new Notice(
                LogIds.of(integration.id()),
                integration.version(),
                true,
                1,
                Optional.empty(),
                Missed.NOTHING,
                LogContext.of(integration),
                (to, last) -> to.integrationChanged(integration));
    }

    /** What the provider tells of the event or channel of a link: with the link as it was told last, if that is later. */
    static Notice ofRemote(SyncLink link, BiConsumer<SyncListener, SyncLink> how) {
        return beside(link, 1, REMOTE_CHANGE, how);
    }

    /** What happened to attendees of a link: with the link as it was told last, if that is later. */
    static Notice ofAttendees(SyncLink link, List<Change> changes) {
        return beside(link, changes.size(), Missed.of(changes), (to, now) -> to.attendeesChanged(now, changes));
    }

    /** Rows of a link that could not be taken: with the link as it was told last, if that is later. */
    static Notice ofRejected(SyncLink link, List<Rejected> rows) {
        return beside(
                link, rows.size(), new Missed(0, 0, 0, 0, 0, 0, rows.size()), (to, now) -> to.rejected(now, rows));
    }

    /** What was not told of a link. It takes no room. */
    static Notice ofMissed(SyncLink link, Missed missed) {
        return beside(link, 0, missed, (to, now) -> to.missed(now, missed));
    }

    private static Notice beside(SyncLink link, int weight, Missed loss, BiConsumer<SyncListener, SyncLink> how) {
        return new Notice(
                LogIds.of(link.id()),
                link.version(),
                false,
                weight,
                Optional.of(link),
                loss,
                LogContext.of(link),
                (to, last) -> how.accept(
                        to, last.filter(told -> told.version() > link.version()).orElse(link)));
    }

    /** Whether nothing after it would tell what it tells; so it is taken even if there is no room. */
    boolean isTakenInAnyCase() {
        return isOfState && (link.isEmpty() || version == Long.MAX_VALUE);
    }

    /** What tells that this was not told; empty if a later notice tells it all the same. */
    Optional<Notice> whenMissed() {
        return loss.equals(Missed.NOTHING) ? Optional.empty() : link.map(of -> ofMissed(of, loss));
    }

    /** This and more that was missed of the same link: with the link as it was at the first. */
    Notice and(Notice more) {
        return link.map(of -> ofMissed(of, loss.plus(more.loss))).orElse(more);
    }

    /** Whether it tells what was missed. */
    boolean isOfMissed() {
        return weight == 0;
    }

    void tell(SyncListener to, Optional<SyncLink> last) {
        how.accept(to, last);
    }
}
