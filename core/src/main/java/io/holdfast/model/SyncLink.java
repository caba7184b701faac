package io.holdfast.model;

import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What keeps one subject of the host attached to one remote event or channel: the one aggregate. It is its own to-do
 * list: all that must happen next can be read off it, and {@link #due()} says when.
 */
@Value.Immutable
@Value.Enclosing
public interface SyncLink {
    /** What makes a link the only one of its sort: the same remote thing has one link in a workspace. */
    @Value.Immutable
    interface Key {
        /** {@return whose} */
        @Value.Parameter
        WorkspaceId workspace();

        /** {@return at which provider} */
        @Value.Parameter
        ProviderId provider();

        /** {@return which remote thing} */
        @Value.Parameter
        RemoteRef remote();

        /**
         * Makes a key.
         *
         * @param workspace whose
         * @param provider at which provider
         * @param remote which remote thing
         * @return the key
         */
        static Key of(WorkspaceId workspace, ProviderId provider, RemoteRef remote) {
            return ImmutableSyncLink.Key.of(workspace, provider, remote);
        }
    }

    /** What a link is let in with: one unbroken authorisation of one integration. */
    @Value.Immutable
    interface Binding {
        /** {@return the integration} */
        @Value.Parameter
        IntegrationId integration();

        /** {@return which of its connections} */
        @Value.Parameter
        long connection();

        /**
         * Makes a binding.
         *
         * @param integration the integration
         * @param connection which of its connections
         * @return the binding
         */
        static Binding of(IntegrationId integration, long connection) {
            return ImmutableSyncLink.Binding.of(integration, connection);
        }
    }

    /** {@return its id} */
    SyncLinkId id();

    /** {@return what makes it the only one of its sort} */
    Key key();

    /** {@return the host's own event or channel} */
    SyncSubject subject();

    /** {@return what it is let in with} */
    Binding binding();

    /** {@return where it stands in its life cycle} */
    SyncPhase phase();

    /** {@return when it entered its phase} */
    Instant since();

    /** {@return the work that is waiting or on} */
    Optional<SyncRun> run();

    /** {@return the version of the move that last gave a run to a worker, took it from one, or ended it; only grows} */
    long fence();

    /** {@return when an import first completed} */
    Optional<Instant> importedAt();

    /** {@return what is to be done after the current run} */
    Remembered remembered();

    /** {@return when it is looked at although nobody asked} */
    Looks looks();

    /** {@return whether a person has put it on hold; an overlay, not a status} */
    boolean suspended();

    /** {@return the incident that is open} */
    Optional<Trouble> trouble();

    /** {@return start of the last read that completed} */
    Optional<Instant> provenAt();

    /** {@return up to where changes have been read} */
    Watermarks watermarks();

    /** {@return what is known of the remote side} */
    Optional<RemoteFacts> remote();

    /** {@return how its latest run ended} */
    Optional<LastRun> lastRun();

    /** {@return what a newer release stored beside all this} */
    Unread unread();

    /** {@return grows by exactly one with each move, from 1} */
    long version();

    /** {@return the word a person sees} */
    default SyncStatus status() {
        return phase().status();
    }

    /**
     * Tells when somebody must look at this link.
     *
     * @return a waiting run's due, a working run's lease end, a live link's next look, or when a failed one heals; empty
     *     where nothing would come of it
     */
    default Optional<Instant> due() {
        if (suspended()) {
            return Optional.empty();
        }
        return switch (phase()) {
            case IMPORTING -> run().map(SyncRun::nextInstant);
            case LIVE -> run().map(SyncRun::nextInstant).or(() -> looks().next());
            case IMPORT_FAILED, SYNC_FAILED -> trouble().flatMap(Trouble::healAt);
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

    /** {@return a builder; what is left out is nothing: not remembered, not looked at, not suspended, not read} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SyncLink}. */
    final class Builder extends ImmutableSyncLink.Builder {
        // set here, because a default at the accessor costs each new link a helper and two memory barriers
        Builder() {
            remembered(Remembered.NOTHING)
                    .looks(Looks.NONE)
                    .suspended(false)
                    .watermarks(Watermarks.NONE)
                    .unread(Unread.NOTHING);
        }
    }

    /** Refuses a phase without the run, the import or the incident that belongs to it. */
    @Value.Check
    default void check() {
        SyncPhase phase = phase();
        Optional<SyncRun> run = run();
        Optional<Instant> importedAt = importedAt();
        Optional<Trouble> trouble = trouble();
        boolean live = phase == SyncPhase.LIVE;
        boolean failed = phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED;
        boolean imports = run.isPresent() && run.get().kind() == SyncRun.Kind.IMPORT;
        boolean works = run.isPresent() && run.get().isWorking();
        boolean heals = trouble.isPresent() && trouble.get().healAt().isPresent();
        expect(imports == (phase == SyncPhase.IMPORTING), "an import run exactly while importing", run);
        expect(imports || live || run.isEmpty(), "no run", run);
        expect((!live && phase != SyncPhase.SYNC_FAILED) || importedAt.isPresent(), "a completed import", importedAt);
        expect(phase != SyncPhase.IMPORT_FAILED || importedAt.isEmpty(), "no completed import", importedAt);
        expect(!failed || trouble.isPresent(), "an open incident", trouble);
        expect(failed || !heals, "no recovery to be due unless it failed", trouble);
        expect(!suspended() || !works, "no working run while suspended", run);
        expect(version() >= 1, "a version from 1", version());
        expect(fence() >= 0 && fence() <= version(), "a fence from 0 up to its version", fence());
    }

    private void expect(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(Text.shown(
                    "link " + id().value() + ", phase " + phase() + ": expected " + expected + " but found " + found));
        }
    }
}
