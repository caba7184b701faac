package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a suspicious answer comes to, engine and HTTP together: the sheet's rows F41 to F47, on an event that is live. */
final class SuspicionTest {
    private static final String PAGES = "/attendees/";
    private static final String IDENTITY = "/users/me/";

    @ParameterizedTest
    @ValueSource(ints = {401, 400})
    void aTokenThatIsRefusedAgainAndAgainDisconnects(int status) {
        try (UnderFire world = world(EventbriteSandbox.builder().revokedAs(status))) {
            SyncLink link = live(world);
            world.sandbox.revoke(world.secret);

            assertSevered(world, link);
        }
    }

    @Test
    void aTokenThatIsNoUsersDisconnects() {
        try (UnderFire world = world(EventbriteSandbox.builder())) {
            SyncLink link = live(world);
            world.sandbox.inject(PAGES, FireRow.ALWAYS, Fault.error(403, "NOT_AUTHORIZED"));
            world.sandbox.inject(IDENTITY, FireRow.ALWAYS, Fault.error(403, "NOT_AUTHORIZED"));

            assertSevered(world, link, Severance.Cause.FORBIDDEN);
        }
    }

    @Test
    void aRefusalWithoutAnErrorCodeIsAskedAboutToo() {
        try (UnderFire world = world(EventbriteSandbox.builder())) {
            SyncLink link = live(world);
            world.sandbox.inject(PAGES, FireRow.ALWAYS, Fault.html(401));
            world.sandbox.inject(IDENTITY, FireRow.ALWAYS, Fault.html(401));

            assertSevered(world, link);
        }
    }

    @Test
    void aRefusalThatWhoWeAreContradictsIsAFailure() {
        assertFailed(Fault.error(401, "INVALID_AUTH"), FailureKind.UNREACHABLE);
    }

    @Test
    void aRefusedEventIsAMatterOfPermission() {
        assertFailed(Fault.error(403, "NOT_AUTHORIZED"), FailureKind.PERMISSION);
    }

    @Test
    void aBlockAtTheEdgeIsAFailureAndAsksNobodyWhoWeAre() {
        try (UnderFire world = world(EventbriteSandbox.builder())) {
            SyncLink link = live(world);
            int before = identities(world);
            world.sandbox.edgeBlock(true);

            SyncLink failed = failed(world, link);

            assertThat(kind(failed)).contains(FailureKind.UNREACHABLE);
            assertThat(identities(world)).isEqualTo(before);
            assertThat(integration(world, link).isConnected()).isTrue();
            world.sandbox.edgeBlock(false);
            world.engine.links().retry(link.id()).orThrow();
            assertThat(world.settled(link.id()).phase()).isEqualTo(SyncPhase.LIVE);
        }
    }

    @Test
    void aStrayRefusalLeavesTheLinkActive() {
        try (UnderFire world = world(EventbriteSandbox.builder())) {
            SyncLink link = live(world);
            world.sandbox.inject(PAGES, 1, Fault.error(401, "INVALID_AUTH"));

            SyncLink after = world.next(link.id());
            assertThat(after.status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(world.settled(link.id()).phase()).isEqualTo(SyncPhase.LIVE);
            assertThat(integration(world, link).bookkeeping().suspicion()).isEmpty();
        }
    }

    private static void assertFailed(Fault fault, FailureKind kind) {
        try (UnderFire world = world(EventbriteSandbox.builder())) {
            SyncLink link = live(world);
            int before = identities(world);
            world.sandbox.inject(PAGES, FireRow.ALWAYS, fault);

            SyncLink failed = failed(world, link);

            assertThat(kind(failed)).contains(kind);
            assertThat(identities(world)).isGreaterThan(before);
            assertThat(integration(world, link).isConnected()).isTrue();
        }
    }

    private static UnderFire world(EventbriteSandbox.Builder provider) {
        return new UnderFire(provider, options -> {}, SyncPolicy.defaults());
    }

    private static SyncLink live(UnderFire world) {
        SyncLink link = world.settled(world.imported().id());
        assertThat(link.phase()).isEqualTo(SyncPhase.LIVE);
        return link;
    }

    private static SyncLink failed(UnderFire world, SyncLink link) {
        world.next(link.id());
        SyncLink failed = world.settled(link.id());
        assertThat(failed.status()).isEqualTo(SyncStatus.FAILED);
        return failed;
    }

    /** The status stays until the fourth refusal, twenty-one minutes after the first. */
    private static void assertSevered(UnderFire world, SyncLink link) {
        assertSevered(world, link, Severance.Cause.REFUSED);
    }

    private static void assertSevered(UnderFire world, SyncLink link, Severance.Cause cause) {
        int before = identities(world);
        Duration most = Duration.ofMinutes(30);
        Duration passed = Duration.ZERO;
        while (integration(world, link).isConnected()) {
            assertThat(world.engine.links().get(link.id()).status()).isEqualTo(SyncStatus.ACTIVE);
            assertThat(passed).isLessThan(most);
            world.time.tick(Duration.ofSeconds(10));
            passed = passed.plusSeconds(10);
            world.engine.runDue();
        }

        assertThat(identities(world)).isEqualTo(before + 4);
        assertThat(integration(world, link).severance().map(Severance::cause)).contains(cause);
        world.engine.runDue();
        SyncLink severed = world.engine.links().get(link.id());
        assertThat(severed.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(world.stored(link.id())).hasSize(120);
    }

    private static Optional<FailureKind> kind(SyncLink link) {
        return link.incident().map(Incident::last).map(SyncFailure::kind);
    }

    private static Integration integration(UnderFire world, SyncLink link) {
        return world.engine.integrations().get(link.binding().integration());
    }

    private static int identities(UnderFire world) {
        return (int) world.sandbox.calls().stream()
                .filter(call -> call.endsWith(" /v3" + IDENTITY))
                .count();
    }
}
