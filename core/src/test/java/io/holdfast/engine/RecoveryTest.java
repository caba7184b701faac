package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time mends comes back without a press, whatever the outage; and what a person does to all links of an account at once. */
final class RecoveryTest {
    private static final int LINKS = 12;

    private final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, 20",
        "UNREACHABLE, 80",
        "UNREACHABLE, 200",
        "UNREACHABLE, 540",
        "UNREACHABLE, 1380",
        "REMOTE_GONE, 20",
        "REMOTE_GONE, 540",
        "PERMISSION, 90",
        "INTERNAL, 20"
    })
    void anOutageIsOverForALinkWithinFourHoursOfItsEndWithoutAPress(FailureKind kind, int minutes) {
        SyncLink link = world.live();

        outage(kind, Duration.ofMinutes(minutes));
        assertThat(status(link)).isNotEqualTo(SyncStatus.ACTIVE);
        world.pass(Duration.ofHours(4));

        assertThat(status(link)).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void theFirstLinkThatGetsThroughWakesTheOthersOfItsIntegration() {
        List<SyncLinkId> links = live();
        outage(FailureKind.UNREACHABLE, Duration.ofHours(9));
        assertThat(links).noneMatch(link -> status(link) == SyncStatus.ACTIVE);

        Instant first = firstActive(links);
        world.pass(Duration.ofMinutes(11));

        assertThat(Duration.between(World.START.plus(Duration.ofHours(9)), first))
                .isLessThan(Duration.ofHours(2));
        assertThat(links).allMatch(link -> status(link) == SyncStatus.ACTIVE);
    }

    @Test
    void whileNothingGetsThroughOneLinkOfAnIntegrationIsTriedAtATime() {
        live();
        outage(FailureKind.UNREACHABLE, Duration.ofHours(9));

        List<Instant> begun = world.records.stream()
                .filter(record -> record.after().phase() == SyncPhase.IMPORTING
                        && record.trigger()
                                .filter(TriggerKind.AUTO_RETRY_DUE::equals)
                                .isPresent())
                .map(TransitionRecord::at)
                .filter(World.START.plus(Duration.ofMinutes(30))::isBefore)
                .sorted()
                .toList();
        assertThat(begun).hasSizeGreaterThan(LINKS);
        IntStream.range(1, begun.size())
                .forEach(i -> assertThat(Duration.between(begun.get(i - 1), begun.get(i)))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void whatOneLinkAloneFailsForKeepsNoOtherFromItsTurn() {
        Integration account = world.connected();
        SyncLinkId healthy = world.imported("healthy", account).id();
        SyncLinkId one = world.imported("one", account).id();
        SyncLinkId other = world.imported("other", account).id();
        world.engine.runDue();
        failing(one, other);

        world.pass(Duration.ofMinutes(30));

        assertThat(status(healthy)).isEqualTo(SyncStatus.ACTIVE);
        assertThat(status(one)).isEqualTo(SyncStatus.ACTIVE);
        assertThat(status(other)).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aCredentialThatIsAcceptedAgainWakesTheLinksOfItsIntegration() {
        Integration account = world.connected();
        SyncLinkId healthy = world.imported("healthy", account).id();
        SyncLinkId failed = world.imported("failed", account).id();
        world.engine.runDue();
        failing(failed);
        Instant turn = world.engine.links().get(failed).due().orElseThrow();

        world.provider.refuse(World.KEY);
        world.engine.links().resync(healthy).orThrow();
        world.engine.runDue();
        world.provider.accept(World.KEY);
        world.engine.integrations().verify(account.id()).orThrow();

        Instant woken = world.engine.links().get(failed).due().orElseThrow();
        assertThat(woken).isBefore(turn).isBeforeOrEqualTo(world.time.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void aLinkThatCantBeToldOfASignOfLifeKeepsNoOtherFromIt() {
        Integration account = world.connected();
        List<SyncLinkId> links = List.of(
                world.imported("healthy", account).id(),
                world.imported("one", account).id(),
                world.imported("two", account).id());
        world.engine.runDue();
        List<SyncLinkId> failed = links.subList(1, 3);
        failing(failed.get(0), failed.get(1));

        for (SyncLinkId broken : failed) {
            SyncLinkId other = failed.get(1 - failed.indexOf(broken));
            Instant turn = world.engine.links().get(other).due().orElseThrow();
            Tampered store = new Tampered(world.links);
            store.before = move -> {
                if (move.next().id().equals(broken)) {
                    throw new IllegalStateException("expected a row but found a deadlock");
                }
            };
            SyncEngine node = world.builder(SyncPolicy.defaults()).links(store).build();
            world.provider.refuse(World.KEY);
            node.links().resync(links.get(0)).orThrow();
            node.runDue();
            world.provider.accept(World.KEY);
            node.integrations().verify(account.id()).orThrow();

            assertThat(world.engine.links().get(other).due().orElseThrow()).isBefore(turn);
            world.pass(Duration.ofMinutes(20));
            failing(failed.get(0), failed.get(1));
        }
    }

    @Test
    void anIncidentIsToldOnceAndItsEndOnceHoweverOftenItIsTriedAgain() {
        world.live();
        world.records.clear();

        outage(FailureKind.UNREACHABLE, Duration.ofHours(9));
        world.pass(Duration.ofHours(4));

        assertThat(world.records).hasSizeGreaterThan(8);
        List<TransitionRecord> told =
                world.records.stream().filter(record -> !record.byRecovery()).toList();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).after().status()).isEqualTo(SyncStatus.FAILED);
        assertThat(told.get(1).recovered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "20"})
    void retryingAllIsSpreadOverAMinuteAndEachIsAPersons(int links) {
        Integration account = world.connected();
        List<SyncLinkId> failed = IntStream.range(0, links)
                .mapToObj(number -> world.imported("event-" + number, account).id())
                .toList();
        rejected(links);
        world.engine.runDue();
        SyncLinkId healthy = world.imported("healthy", account).id();
        world.engine.runDue();

        Map<SyncLinkId, Outcome<SyncLink>> outcomes =
                world.engine.integrations().retryAll(account.id()).orThrow();

        assertThat(outcomes).containsOnlyKeys(failed).doesNotContainKey(healthy);
        Instant minute = world.time.instant().plus(Duration.ofMinutes(1));
        assertThat(failed).allSatisfy(id -> {
            SyncRun run = world.engine.links().get(id).run().orElseThrow();
            assertThat(run.due()).isBetween(world.time.instant(), minute);
            assertThat(run.urgency()).isEqualTo(SyncRun.Urgency.PERSON);
        });
        assertThat(failed.stream().map(id -> world.engine.links().get(id).due()).distinct())
                .hasSize(links);
        world.pass(Duration.ofMinutes(2));
        assertThat(failed).allMatch(id -> status(id) == SyncStatus.ACTIVE);
        assertThat(world.engine.integrations().retryAll(account.id()).orThrow()).isEmpty();
    }

    @Test
    void retryingAllOfAnIntegrationThatIsNotConnectedIsRefusedWithTheWayBack() {
        SyncLink link = world.live();
        world.engine.integrations().disconnect(link.binding().integration(), 1).orThrow();

        Refusal refusal = world.engine
                .integrations()
                .retryAll(link.binding().integration())
                .refusal()
                .orElseThrow();

        assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_CONNECTED);
        assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
    }

    @Test
    void theLinksOfTheSameAccountReconnectByThemselvesOnlyIfThePolicySaysSo() {
        SyncLink waits = world.live();
        again(world, waits);
        assertThat(status(waits)).isEqualTo(SyncStatus.DISCONNECTED);

        World reconnecting =
                new World(SyncPolicy.builder().reconnectsSameAccount(true).build());
        SyncLink link = reconnecting.live();
        again(reconnecting, link);

        SyncLink now = reconnecting.engine.links().get(link.id());
        assertThat(now.status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(now.binding().connection()).isEqualTo(2);
        assertThat(reconnecting.records).anySatisfy(record -> {
            assertThat(record.actor()).isEqualTo(Actor.SYSTEM);
            assertThat(record.reason())
                    .isEqualTo("the same account is connected again, so the link is reconnected by itself");
        });
    }

    @Test
    void theCardOfAnIntegrationCountsItsLinksByStatusAsAPersonSeesThem() {
        Integration account = world.connected();
        world.imported("one", account);
        world.imported("two", account);
        world.engine.runDue();
        world.imported("three", account);
        rejected(1);
        world.engine.runDue();

        assertThat(world.engine.integrations().health(account.id()).links())
                .containsOnly(Map.entry(SyncStatus.ACTIVE, 2L), Map.entry(SyncStatus.PENDING, 1L));
        world.integrations.replace(SeveredInSecret.of(
                world.engine.integrations().get(account.id()), Severance.Cause.REFUSED, world.time.instant()));
        assertThat(world.engine.integrations().health(account.id()).links())
                .containsOnly(Map.entry(SyncStatus.DISCONNECTED, 3L));
    }

    private static void again(World world, SyncLink link) {
        world.engine.integrations().disconnect(link.binding().integration(), 1).orThrow();
        world.connected();
        world.engine.runDue();
    }

    private List<SyncLinkId> live() {
        Integration account = world.connected();
        List<SyncLinkId> links = IntStream.range(0, LINKS)
                .mapToObj(number -> world.imported("event-" + number, account).id())
                .toList();
        world.engine.runDue();
        return links;
    }

    /** For so long each page of each link is answered with this failure. */
    private void outage(FailureKind kind, Duration length) {
        Instant end = world.time.instant().plus(length);
        world.provider.beforeEachPage(() -> {
            if (world.time.instant().isBefore(end)) {
                throw ProviderException.of(kind, "expected an answer but found none; try again later");
            }
        });
        world.pass(length);
    }

    /** Each of them gives up now, for what time mends. */
    private void failing(SyncLinkId... links) {
        SyncEngine impatient = world.builder(SyncPolicy.builder()
                        .retry(RetryPolicy.builder().maxAttempts(1).build())
                        .build())
                .build();
        for (SyncLinkId link : links) {
            impatient.links().resync(link).orThrow();
            world.provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "expected an answer"));
            impatient.runDue();
            assertThat(status(link)).isEqualTo(SyncStatus.FAILED);
        }
    }

    private void rejected(int times) {
        for (int i = 0; i < times; i++) {
            world.provider.failNext(ProviderException.of(FailureKind.REJECTED, "expected the request to be taken"));
        }
    }

    private Instant firstActive(List<SyncLinkId> links) {
        while (links.stream().noneMatch(link -> status(link) == SyncStatus.ACTIVE)) {
            world.pass(Duration.ofMinutes(1));
        }
        return world.time.instant();
    }

    private SyncStatus status(SyncLink link) {
        return status(link.id());
    }

    private SyncStatus status(SyncLinkId link) {
        return world.engine.links().get(link).status();
    }
}
