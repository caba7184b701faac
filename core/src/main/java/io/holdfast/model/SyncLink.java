package io.holdfast.model;

import io.holdfast.internal.Text;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * What keeps one subject of the host attached to one remote event or channel: the one aggregate. It is its own to-do
 * list: all that must happen next can be read off it, and {@link #due()} says when.
 */
@Value.Immutable
public interface SyncLink {
    /**
     * What makes a link the only one of its sort: a remote event or channel has one link for each subject that it feeds.
     *
     * @param workspace whose
     * @param provider at which provider
     * @param remote which event or channel
     * @param subject the host's own event or channel
     */
    record Key(WorkspaceId workspace, ProviderId provider, RemoteRef remote, SyncSubject subject) {
        public Key {
            Objects.requireNonNull(workspace, "workspace");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(remote, "remote");
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * Which connection a link uses: one unbroken authorisation of one integration.
     *
     * @param integration the integration
     * @param connection which of its connections
     */
    record Binding(IntegrationId integration, long connection) {
        public Binding {
            Objects.requireNonNull(integration, "integration");
        }

        /** {@return what to quote to support about the end of this connection; the log line that tells of it holds it too} */
        public String reference() {
            return SyncFailure.reference(Seed.of(integration.value(), connection));
        }
    }

    /** {@return its id} */
    SyncLinkId id();

    /** {@return what makes it the only one of its sort} */
    Key key();

    /** {@return the connection that it uses} */
    Binding binding();

    /** {@return where it stands in its life cycle} */
    SyncPhase phase();

    /** {@return when it entered its phase} */
    Instant since();

    /** {@return the work that is waiting or on} */
    Optional<SyncRun> run();

    /** {@return when an import first completed} */
    Optional<Instant> importedAt();

    /** {@return whether a person has put it on hold; an overlay, not a status} */
    boolean suspended();

    /** {@return what becomes of the host's own rows that an arriving attendee is matched to} */
    ImportMode importMode();

    /** {@return the incident that is open} */
    Optional<Incident> incident();

    /** {@return start of the last read that completed} */
    Optional<Instant> provenAt();

    /** {@return what is known of the remote side} */
    Optional<RemoteFacts> remote();

    /** {@return how its latest run ended} */
    Optional<LastRun> lastRun();

    /** {@return what the engine remembers for itself} */
    LinkBookkeeping bookkeeping();

    /** {@return when the latest move was decided, by the clock of the node that decided it; the epoch if it did not say} */
    Instant decidedAt();

    /** {@return grows by exactly one with each move, from 1} */
    long version();

    /** {@return the host's own event or channel} */
    default SyncSubject subject() {
        return key().subject();
    }

    /** {@return whether nothing tells of changes: what was read stays as it is until somebody asks for a resync} */
    default boolean isSilent() {
        return remote().filter(facts -> facts.feed() == Feed.NONE).isPresent();
    }

    /** {@return the word a person sees} */
    default SyncStatus status() {
        return phase().status();
    }

    /**
     * {@return when something is due on this link: a waiting run's due, a working run's lease end, the next poll of a live
     * link, or the auto-retry of a failed one; empty where nothing would come of it}
     */
    default Optional<Instant> due() {
        if (suspended()) {
            return Optional.empty();
        }
        return switch (phase()) {
            case IMPORTING -> run().map(SyncRun::nextInstant);
            case LIVE ->
                run().map(SyncRun::nextInstant).or(() -> bookkeeping().polls().next());
            case IMPORT_FAILED, SYNC_FAILED -> incident().flatMap(Incident::autoRetryAt);
            case DISCONNECTED -> Optional.empty();
        };
    }

    /**
     * {@return a number that looks random and depends on id and version alone: the same on every node, so jitter and
     * references need no randomness}
     */
    default long seed() {
        return Seed.of(id().value(), version());
    }

    /**
     * {@return a builder; what is left out is nothing: not remembered, not polled, not suspended, not read; the host's own rows
     * are updated}
     */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * {@return a builder that holds all parts of this, with the bookkeeping edited}
     *
     * @param edit sets what changes of the bookkeeping
     */
    default Builder toBuilder(Consumer<LinkBookkeeping.Builder> edit) {
        LinkBookkeeping.Builder kept = bookkeeping().toBuilder();
        edit.accept(kept);
        return toBuilder().bookkeeping(kept.build());
    }

    /** Builds a {@link SyncLink}. */
    final class Builder extends ImmutableSyncLink.Builder {
        // set here, because a default at the accessor costs each new link a helper and two memory barriers
        Builder() {
            suspended(false)
                    .importMode(ImportMode.UPDATE_EXISTING)
                    .bookkeeping(LinkBookkeeping.NOTHING)
                    .decidedAt(Instant.EPOCH);
        }
    }

    /** Refuses a phase without the run, the import or the incident that belongs to it. */
    @Value.Check
    default void check() {
        SyncPhase phase = phase();
        Optional<SyncRun> run = run();
        Optional<Instant> importedAt = importedAt();
        Optional<Incident> incident = incident();
        boolean live = phase == SyncPhase.LIVE;
        boolean failed = phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED;
        boolean imports = run.isPresent() && run.get().kind() == SyncRun.Kind.IMPORT;
        boolean works = run.isPresent() && run.get().isWorking();
        boolean autoRetries =
                incident.isPresent() && incident.get().autoRetryAt().isPresent();
        expect(imports == (phase == SyncPhase.IMPORTING), "an import run exactly while importing", run);
        expect(imports || live || run.isEmpty(), "no run", run);
        expect((!live && phase != SyncPhase.SYNC_FAILED) || importedAt.isPresent(), "a completed import", importedAt);
        expect(phase != SyncPhase.IMPORT_FAILED || importedAt.isEmpty(), "no completed import", importedAt);
        expect(!failed || incident.isPresent(), "an open incident", incident);
        expect(failed || !autoRetries, "no auto-retry to be due unless it failed", incident);
        expect(!suspended() || !works, "no working run while suspended", run);
        expect(version() >= 1, "a version from 1", version());
        long fence = bookkeeping().fence();
        expect(fence >= 0 && fence <= version(), "a fence from 0 up to its version", fence);
    }

    private void expect(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(Text.escaped(
                    "link " + id().value() + ", phase " + phase() + ": expected " + expected + " but found " + found));
        }
    }
}
