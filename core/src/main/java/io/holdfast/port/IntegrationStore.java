package io.holdfast.port;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RouteId;
import io.holdfast.model.StoredRow;
import io.holdfast.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps integrations. Each call is one atomic act; several threads and nodes call at once, and again after an answer was
 * lost. A failure is a {@code RuntimeException}: the caller then loads again and compares. A list gives a text that can't be
 * read by its id alone, as {@code StoredForm.row} does, and in its place; only the calls that are about that one fail.
 * A row that is locked is waited for as {@link SyncLinkStore} says.
 *
 * <p><em>Columns.</em> As {@link SyncLinkStore} says: instants to the nanosecond, ids of 512 characters of every script that compare by
 * their bytes or code points, and a stored form without a bound.
 */
public interface IntegrationStore {
    /**
     * Stores an integration unless its workspace has one of the same provider and account id.
     *
     * @param first at version 1
     * @return what is stored, new or old; concurrent calls agree
     */
    Integration createIfAbsent(Integration first);

    /**
     * {@return the latest version of an integration; empty if there is none}
     *
     * @param id which one
     */
    Optional<Integration> load(IntegrationId id);

    /**
     * Replaces an integration if, and only if, the stored version is the one before.
     *
     * @param next the new value, its version grown by one
     * @return whether it was replaced
     */
    boolean replace(Integration next);

    /**
     * {@return all integrations of a workspace, a handful, by id}
     *
     * @param workspace whose
     */
    List<StoredRow<IntegrationId, Integration>> of(WorkspaceId workspace);

    /**
     * {@return all integrations of several workspaces in one act, in any order}
     *
     * @param workspaces whose, 500 at most
     */
    List<StoredRow<IntegrationId, Integration>> of(Set<WorkspaceId> workspaces);

    /**
     * {@return one page of what is due, by (due, id)} Indexed: the cost follows what is due, not how many integrations
     * there are.
     *
     * @param atOrBefore up to when
     * @param after where to go on; {@link Cursor#START} for the first page
     * @param limit rows at most
     */
    Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit);

    /**
     * {@return what was decided after an instant, latest decided first} Asked with one that lies ahead of now, so where clocks are
     * right there is nothing. Indexed as what is due is, by {@link io.holdfast.model.IntegrationBookkeeping#decidedAt()}.
     *
     * @param instant decided later than this
     * @param limit rows at most
     */
    List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit);

    /**
     * {@return accounts of a provider by what is known of their credentials, connected ones alone} Indexed: the cost follows the limit, not
     * how many integrations there are.
     *
     * @param provider which one
     * @param refusedFrom those first refused before this are left out of the first list
     * @param limit rows of each list at most
     */
    ProviderAccounts accountsOf(ProviderId provider, Instant refusedFrom, int limit);

    /**
     * {@return the integration whose deliveries come to this address; empty if there is none, or no longer} Asked by whoever knows an
     * address of ours, so a unique index over {@link io.holdfast.model.WebhookRoute#id()}, 64 characters or null, is needed. What
     * is kept there is no secret.
     *
     * @param route which address
     */
    Optional<Integration> ofRoute(RouteId route);

    /**
     * What is known of several accounts of one provider. One integration may be in both lists.
     *
     * @param refused those of which a first refusal stands, by (when that was, id), {@link Integration#refusedSince()}
     * @param proven all, the one that was proven last first, {@link io.holdfast.model.IntegrationBookkeeping#provenAt()}
     */
    record ProviderAccounts(
            List<StoredRow<IntegrationId, Integration>> refused, List<StoredRow<IntegrationId, Integration>> proven) {
        /** Copies the lists. */
        public ProviderAccounts {
            refused = List.copyOf(refused);
            proven = List.copyOf(proven);
        }
    }

    /**
     * Removes an integration if, and only if, the stored version is this one; later replacements write nothing.
     *
     * @param last as it was loaded
     * @return whether it was removed; false if the stored version is another or it is gone
     */
    boolean remove(Integration last);

    /**
     * {@return whether each call inside of a host's transaction is a part of it, undone where that is rolled back} By default not.
     *
     * @param transaction the host's
     */
    default boolean takesPartIn(HostTransaction transaction) {
        return false;
    }
}
