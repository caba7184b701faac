package io.holdfast.port;

import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LinkTotals;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps links and their history. Each call is one atomic act; several threads and nodes call at once, and again after an
 * answer was lost. A failure is a {@code RuntimeException}: the caller then loads again and compares with {@code equals}. A
 * list gives a text that can't be read by its id alone, as {@code StoredForm.row} does, and in its place; only the calls that
 * are about that one fail. A row that somebody else has locked is waited for two seconds at most, and then the call fails, so that the
 * engine leaves it alone and goes on with others; inside of a host's transaction the host says for how long.
 *
 * <p><em>Columns.</em> An instant that is found by keeps its nanoseconds. Ids are texts of every script, of 512 characters at least,
 * and compare by their bytes or code points: two that differ in case, in an accent or by a space at the end are two. The stored
 * form of a link is text of every script and may exceed 100,000 characters.
 */
public interface SyncLinkStore {
    /**
     * Stores a new link with its record unless one of the same key (subject included) is there.
     *
     * @param birth the link at version 1
     * @return the stored link, new or old; concurrent calls agree
     */
    SyncLink createIfAbsent(Decision.Moved birth);

    /**
     * {@return the latest version of a link; empty if there is none}
     *
     * @param id which link
     */
    Optional<SyncLink> load(SyncLinkId id);

    /**
     * {@return the latest versions of several links in one act: of those that are there, in any order}
     *
     * @param ids which links, 500 at most
     */
    List<StoredRow<SyncLinkId, SyncLink>> load(Set<SyncLinkId> ids);

    /**
     * {@return all links that feed one of the host's own events or channels, by id} Indexed.
     *
     * @param workspace whose
     * @param subject the host's own event or channel
     */
    List<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, SyncSubject subject);

    /**
     * Replaces a link if, and only if, the stored version is the one before; its record, if there is one, is stored in
     * the same act.
     *
     * @param move what was decided
     * @return whether it was replaced; false if the stored version is another or the link is gone
     */
    boolean replace(Decision.Moved move);

    /**
     * Replaces several links, each as {@link #replace} does: by its own version, whatever becomes of the others, and with its
     * record. By default one after the other; a database does it by one statement. Where it throws, it may have replaced some,
     * all or none.
     *
     * @param moves of one link each, 500 at most, in any order
     * @return which links were replaced
     * @throws IllegalArgumentException if two are of one link; nothing is written
     */
    default Set<SyncLinkId> replaceAll(List<Decision.Moved> moves) {
        return Decision.Moved.byLink(moves).stream()
                .filter(this::replace)
                .map(move -> move.next().id())
                .collect(Collectors.toSet());
    }

    /**
     * {@return one page of what is due, by (due, id)} Indexed: the cost follows what is due, not how many links there
     * are.
     *
     * @param atOrBefore up to when
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit);

    /**
     * {@return what was decided after an instant, latest decided first} Asked with one that lies ahead of now, so where clocks are
     * right there is nothing. Indexed as what is due is, by {@link SyncLink#decidedAt()}.
     *
     * @param instant decided later than this
     * @param limit rows at most
     */
    List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit);

    /**
     * {@return one page of a link's history, newest first; empty if there is no such link}
     *
     * @param id which link
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit);

    /**
     * {@return one page of the links that are bound to an integration by a connection up to this one, by id}
     *
     * @param integration which integration
     * @param upToConnection the last connection that is valid
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<SyncLinkId, SyncLink>> boundTo(
            IntegrationId integration, long upToConnection, Cursor after, int limit);

    /**
     * {@return one page of the links of an integration to one event or channel of its provider, by id} Asked for each
     * delivery, so an index over (integration, kind, remote id, id) is needed: the cost follows the answer, not how many links
     * there are.
     *
     * @param integration which integration, whatever the connection
     * @param remote which event or channel
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<SyncLinkId, SyncLink>> ofRemote(
            IntegrationId integration, RemoteRef remote, Cursor after, int limit);

    /**
     * {@return one page of the links of an integration to events, or to channels, by id} Indexed as {@link #ofRemote} is.
     *
     * @param integration which integration, whatever the connection
     * @param kind of what, as the provider has it
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<SyncLinkId, SyncLink>> ofKind(IntegrationId integration, SubjectKind kind, Cursor after, int limit);

    /**
     * {@return one page of a workspace's links, by id}
     *
     * @param workspace whose
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<SyncLinkId, SyncLink>> of(WorkspaceId workspace, Cursor after, int limit);

    /**
     * Removes a link with its history; later replacements write nothing, and its key may be used again. One that is not
     * there is success.
     *
     * @param id which link
     */
    void remove(SyncLinkId id);

    /**
     * Removes several links, each as {@link #remove} does. By default one after the other.
     *
     * @param ids which links, 500 at most
     */
    default void removeAll(Set<SyncLinkId> ids) {
        ids.forEach(this::remove);
    }

    /**
     * {@return all links, counted, for a host's dashboards; empty if this store does not count them} The engine never asks by itself.
     * By default empty.
     *
     * @param now up to when what is due counts
     */
    default Optional<LinkTotals> totals(Instant now) {
        return Optional.empty();
    }

    /**
     * {@return whether each call inside of a host's transaction is a part of it, undone where that is rolled back} By default not.
     *
     * @param transaction the host's
     */
    default boolean takesPartIn(HostTransaction transaction) {
        return false;
    }
}
