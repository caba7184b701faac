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

    /** {@return the work that is waiting or on} */
    Optional<SyncRun> run();

    /** {@return the version of the move that last gave a run to a worker, took it from one, or ended it; only grows} */
    long fence();

    /** {@return when an import first completed} */
    Optional<Instant> importedAt();

    /** {@return what is to be done after the current run} */
    @Value.Default
    default Remembered remembered() {
        return Remembered.NOTHING;
    }

    /** {@return when it is looked at although nobody asked} */
    @Value.Default
    default Looks looks() {
        return Looks.NONE;
    }

    /** {@return whether a person has put it on hold; an overlay, not a status} */
    @Value.Default
    default boolean suspended() {
        return false;
    }

    /** {@return the incident that is open} */
    Optional<Trouble> trouble();

    /** {@return start of the last read that completed} */
    Optional<Instant> provenAt();

    /** {@return up to where changes have been read} */
    @Value.Default
    default Watermarks watermarks() {
        return Watermarks.NONE;
    }

    /** {@return what is known of the remote side} */
    Optional<RemoteFacts> remote();

    /** {@return how its latest run ended} */
    Optional<LastRun> lastRun();

    /** {@return grows by exactly one with each move, from 1} */
    long version();

    /** {@return the word a person sees} */
    default SyncStatus status() {
        return phase().status();
    }

    /**
     * Tells when somebody must look at this link.
     *
     * @return a waiting run's due, a working run's lease end, or a live link's next look; empty where nothing would
     *     come of it
     */
    default Optional<Instant> due() {
        if (suspended()) {
            return Optional.empty();
        }
        if (run().isPresent()) {
            SyncRun run = run().get();
            return Optional.of(run.lease().map(Lease::until).orElse(run.due()));
        }
        return phase() == SyncPhase.LIVE ? looks().next() : Optional.empty();
    }

    /**
     * {@return a number that looks random and depends on id and version alone: the same on every node, so jitter and
     * references need no randomness}
     */
    default long seed() {
        long hash = 0xcbf29ce484222325L;
        for (char c : id().value().toCharArray()) {
            hash = (hash ^ c) * 0x100000001b3L;
        }
        return (hash ^ version()) * 0x9e3779b97f4a7c15L;
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SyncLink}. */
    final class Builder extends ImmutableSyncLink.Builder {
        Builder() {}
    }

    /** Refuses a phase without the run, the import or the incident that belongs to it. */
    @Value.Check
    default void check() {
        String link = "link " + id().value() + ", phase " + phase() + ": ";
        Optional<SyncRun.Kind> kind = run().map(SyncRun::kind);
        boolean importing = phase() == SyncPhase.IMPORTING;
        boolean live = phase() == SyncPhase.LIVE;
        boolean failed = phase() == SyncPhase.IMPORT_FAILED || phase() == SyncPhase.SYNC_FAILED;
        Expect.that(
                importing == kind.filter(SyncRun.Kind.IMPORT::equals).isPresent(),
                link + "expected an import run exactly while importing but found " + kind);
        Expect.that(importing || live || kind.isEmpty(), link + "expected no run but found " + kind);
        Expect.that(
                (!live && phase() != SyncPhase.SYNC_FAILED) || importedAt().isPresent(),
                link + "expected an import to have completed but none has");
        Expect.that(
                phase() != SyncPhase.IMPORT_FAILED || importedAt().isEmpty(),
                link + "expected no import to have completed but one has");
        Expect.that(!failed || trouble().isPresent(), link + "expected an open incident but found none");
        Expect.that(
                !suspended() || run().filter(SyncRun::isWorking).isEmpty(),
                link + "expected no working run while suspended but found one");
        Expect.that(
                version() >= 1 && fence() >= 0 && fence() <= version(),
                link + "expected a version from 1 and a fence up to it but found version " + version() + ", fence "
                        + fence());
    }
}
