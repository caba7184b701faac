package io.holdfast.proving;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.model.Attendee;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncListener;
import io.holdfast.testkit.ManualTime;
import io.holdfast.transition.TransitionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One host, one workspace and one event of 120 attendees on three pages, read over real HTTP by an engine that is turned by
 * hand. The provider, and what lies between it and the connector, is the adapter's to add.
 */
public abstract class HostUnderFire implements AutoCloseable {
    public static final WorkspaceId ACME = WorkspaceId.of("acme");
    public static final int ATTENDEES = 120;
    private static final int TURNS = 400;
    private static final Duration SWEEP = SyncPolicy.defaults().sweepInterval();

    public final ManualTime time;
    public final InMemoryAttendeeStore attendees = new InMemoryAttendeeStore();
    public final InMemoryCredentialVault vault = new InMemoryCredentialVault();
    public final List<Rejected> rejected = new ArrayList<>();
    public final List<TransitionRecord> records = new ArrayList<>();
    public final Overheard connector;
    public final SyncEngine engine;
    /** The token or key that the account is connected with. */
    public String secret;

    public SyncSubject subject = SyncSubject.event("our-42");
    public RemoteId remote;

    protected HostUnderFire(ManualTime time, Overheard connector, SyncPolicy policy, String secret, RemoteId remote) {
        this(time, connector, policy, secret, remote, builder -> {});
    }

    /** One whose engine has more to it. */
    protected HostUnderFire(
            ManualTime time,
            Overheard connector,
            SyncPolicy policy,
            String secret,
            RemoteId remote,
            Consumer<SyncEngineBuilder> more) {
        this.time = time;
        this.connector = connector;
        this.secret = secret;
        this.remote = remote;
        SyncEngineBuilder builder = SyncEngine.builder()
                .connector(connector)
                .attendees(attendees)
                .vault(vault)
                .listener(new Recorder(records, rejected))
                .policy(policy)
                .time(time);
        more.accept(builder);
        engine = builder.build();
    }

    public final Integration connected() {
        return engine.integrations()
                .connect(ACME, connector.provider(), Credential.apiKey(secret))
                .orThrow();
    }

    /** Asks for the import; nothing is read yet. */
    public final SyncLink imported() {
        return imported(subject, remote);
    }

    public final SyncLink imported(SyncSubject ours, RemoteId from) {
        return engine.links().importSubject(ACME, ours, connected().id(), from).orThrow();
    }

    /** Turns the engine once. */
    public final SyncLink turned(SyncLinkId link) {
        engine.runDue();
        return engine.links().get(link);
    }

    /** Lets time pass to what is due next, and turns the engine. */
    public final SyncLink next(SyncLinkId link) {
        Instant due = engine.links().get(link).due().orElseThrow();
        Duration until = Duration.between(time.instant(), due);
        time.tick(until.isNegative() ? Duration.ZERO : until);
        return turned(link);
    }

    /** Lets time pass until the link has no run any more. */
    public final SyncLink settled(SyncLinkId link) {
        SyncLink now = turned(link);
        for (int turns = 0; now.run().isPresent(); turns++) {
            if (turns > TURNS) {
                throw new AssertionError("link " + link.value() + " has a run after " + TURNS + " turns");
            }
            SyncLink before = now;
            now = next(link);
            if (now.version() == before.version()) {
                // what is due waits for its turn at the provider's budget, and the next sweep looks again
                time.tick(SWEEP);
            }
        }
        return now;
    }

    public final List<Attendee> stored(SyncLinkId link) {
        return attendees.attendees(link);
    }

    /** Puts a text into the vault in place of the only account's credential. */
    public final void replaceCredential(String text) {
        Integration integration = engine.integrations().list(ACME).get(0);
        vault.forget(integration.bookkeeping().credential().orElseThrow());
        vault.put(integration.bookkeeping().credential().orElseThrow(), Secret.of(text));
    }

    @Override
    public void close() {
        engine.close();
    }

    private record Recorder(List<TransitionRecord> records, List<Rejected> rows) implements SyncListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            records.add(record);
        }

        @Override
        public void rejected(SyncLink link, List<Rejected> rejected) {
            rows.addAll(rejected);
        }
    }
}
