package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.transition.Fact;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs of one application, whose provider grants so many calls an hour and tells what is left of them. */
final class PaceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();

    @Test
    void aPollThatHasNoAllowanceWaitsAndNothingIsWrittenAboutIt() {
        SyncLink link = world.live();
        spend(1_000, 950);
        SyncLink before = now(link);
        long calls = world.provider.budgets().counted();
        world.time.tick(Duration.ofMinutes(6));

        world.engine.runDue();

        assertThat(world.provider.budgets().counted()).isEqualTo(calls);
        assertThat(now(link)).isEqualTo(before);
    }

    @Test
    void aPersonsResyncGoesAtOnceWhileAPollWaits() {
        SyncLink link = world.live();
        spend(1_000, 950);
        world.time.tick(Duration.ofMinutes(6));
        world.engine.runDue();

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        assertThat(now(link).run()).isEmpty();
        assertThat(now(link).provenAt()).contains(world.time.instant());
    }

    @Test
    void aPersonsResyncGoesAtOnceWhileTheFullScanThatASignalBroughtWaits() {
        SyncLink link = world.live();
        world.time.tick(Duration.ofDays(2));
        spend(1_000, 950);
        world.tell(link, new Fact.ChangeSignalled(Hints.ALL));
        world.engine.runDue();
        assertThat(now(link).run().map(SyncRun::kind)).contains(SyncRun.Kind.RESYNC);

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        assertThat(now(link).run()).isEmpty();
        assertThat(now(link).provenAt()).contains(world.time.instant());
    }

    @Test
    void aPersonsLongImportGoesOnAtOnceWhileThereIsPlenty() {
        world.registered(100);
        SyncLink link = world.imported();
        spend(1_000, 1);

        world.engine.runDue();

        assertThat(now(link).run()).isEmpty();
    }

    @Test
    void aPersonsLongImportReadsItsFirstPageAtOnceAndGoesOnAtItsPaceWhereLittleIsLeft() {
        world.registered(100);
        SyncLink link = world.imported();
        spend(1_000, 600);

        world.engine.runDue();
        SyncRun waiting = now(link).run().orElseThrow();
        assertThat(waiting.checkpoint()).as("its first page").isPresent();
        assertThat(Duration.between(world.time.instant(), waiting.due()))
                .as("imports have seven tenths of 300 calls an hour")
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));

        for (int second = 0; second < 300; second++) {
            world.time.tick(Duration.ofSeconds(1));
            world.engine.runDue();
        }
        assertThat(now(link).run()).isEmpty();
    }

    @Test
    void whatSignalsAskForGoesAtOnceWhileThereIsPlentyAndThenAtThePaceOfWork() {
        Integration account = world.connected();
        List<SyncLink> links = IntStream.range(0, 100)
                .mapToObj(event -> world.imported("event-" + event, account))
                .toList();
        world.engine.runDue();
        spend(1_000, 440);
        links.forEach(link -> world.tell(link, new Fact.ChangeSignalled(Hints.ALL)));

        world.engine.runDue();
        assertThat(links.stream().filter(link -> now(link).run().isEmpty()))
                .as("of 1,000 calls half are kept")
                .hasSizeBetween(55, 65);

        for (int second = 0; second < 600; second++) {
            world.time.tick(Duration.ofSeconds(1));
            world.engine.runDue();
        }
        assertThat(links.stream().flatMap(link -> now(link).run().stream()))
                .noneMatch(run -> run.urgency() == SyncRun.Urgency.SIGNAL);
        assertThat(world.provider.budgets().refused()).isZero();
    }

    @Test
    void eachCallOfANamedReadIsCounted() {
        world.provider.capable(world.provider.capabilities().toBuilder()
                .maxNamed(1)
                .consistencyWindow(Duration.ZERO)
                .build());
        SyncLink one = world.live();
        SyncLink other = ofAnotherAccount();
        world.engine.runDue();
        spend(1_000, 600);
        world.time.tick(Duration.ofMinutes(1));
        world.tell(one, new Fact.ChangeSignalled(named("a1", "a2", "a3")));
        world.engine.runDue();
        assertThat(world.calls("named 1")).isEqualTo(3);

        world.tell(other, new Fact.ChangeSignalled(named("a1")));
        world.time.tick(Duration.ofSeconds(40));
        world.engine.runDue();
        assertThat(world.calls("named 1"))
                .as("a call each 17 seconds, and three are spent")
                .isEqualTo(3);
        world.time.tick(Duration.ofSeconds(20));
        world.engine.runDue();
        assertThat(world.calls("named 1")).isEqualTo(4);
    }

    @Test
    void whereAllIsSpentAPersonsRunSaysThatTheProviderAskedToWaitAndCallsNobody() {
        SyncLink link = world.live();
        spend(1_000, 1_000);
        long calls = world.provider.budgets().counted();

        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();

        assertThat(world.provider.budgets().counted()).isEqualTo(calls);
        assertThat(now(link).run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
        world.pass(HOUR.plusMinutes(10));
        assertThat(now(link).run()).isEmpty();
        assertThat(world.provider.budgets().refused()).isZero();
    }

    @Test
    void aRefusalOfTheApplicationsBudgetQuietsEveryAccountOfIt() {
        SyncLink one = world.live();
        SyncLink other = ofAnotherAccount();
        world.engine.runDue();
        spend(1_000, 900);
        world.provider.budgets().spend(100);

        world.engine.links().resync(one.id()).orThrow();
        world.engine.runDue();
        int calls = world.provider.calls().size();
        world.engine.links().resync(other.id()).orThrow();
        world.engine.runDue();

        assertThat(world.provider.calls()).hasSize(calls);
        assertThat(now(other).run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
    }

    @Test
    void aRefusalThatIsNotTheApplicationsQuietsItsAccountAlone() {
        SyncLink one = world.live();
        SyncLink other = ofAnotherAccount();
        world.engine.runDue();
        spend(1_000, 10);
        world.provider.failNext(ProviderException.rateLimited(HOUR, "HTTP 429"));

        world.engine.links().resync(one.id()).orThrow();
        world.engine.runDue();
        world.engine.links().resync(other.id()).orThrow();
        world.engine.runDue();

        assertThat(now(one).run().orElseThrow().waitsFor()).isEqualTo(SyncRun.Wait.PROVIDER_ASKED);
        assertThat(now(other).run()).isEmpty();
    }

    @Test
    void aResyncGoesBeforeACatchUpThatWaitsForTheNextPage() {
        SyncLink link = world.live();
        spend(1_000, 600);
        for (int i = 0; i < 100; i++) {
            world.put("a" + i, "Company", world.time.instant());
        }
        world.time.tick(Duration.ofMinutes(6));
        world.engine.runDue();
        SyncLink paced = now(link);
        assertThat(paced.run().flatMap(SyncRun::checkpoint))
                .as("a catch-up of many pages")
                .isPresent();

        world.engine.links().resync(link.id()).orThrow();
        long calls = world.provider.budgets().counted();
        world.engine.runDue();

        assertThat(world.provider.budgets().counted()).isGreaterThan(calls);
    }

    /** The provider grants so many calls an hour, of which so many are spent, as this node learns by an answer. */
    private void spend(long granted, long used) {
        world.provider.budgets().grant(granted, HOUR, true);
        world.provider.budgets().spend(used - 1);
        IntegrationId any = world.integrationChanges.get(0).id();
        world.engine.integrations().candidates(any, SubjectKind.EVENT, Cursor.START);
    }

    private SyncLink ofAnotherAccount() {
        Credential key = Credential.apiKey("another-key");
        WorkspaceId globex = WorkspaceId.of("globex");
        world.provider.belongsTo(key, new Account("other", "Other"));
        Integration integration = world.engine
                .integrations()
                .connect(globex, world.provider.provider(), key)
                .orThrow();
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("another"));
        world.provider.event(World.event().ref(remote).build());
        return world.engine
                .links()
                .importSubject(globex, SyncSubject.event("another"), integration.id(), remote.id())
                .orThrow();
    }

    private static Hints named(String... ids) {
        return Hints.of(Stream.of(ids).map(AttendeeId::of).collect(Collectors.toSet()));
    }

    private SyncLink now(SyncLink link) {
        return world.engine.links().get(link.id());
    }
}
