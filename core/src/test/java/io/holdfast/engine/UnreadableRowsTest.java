package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredFormException;
import io.holdfast.engine.credential.SeveredInSecret;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FanOut;
import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Capabilities;
import io.holdfast.presentation.StatusView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stored text that can't be read is left alone by its id, and hides none of its neighbours. */
final class UnreadableRowsTest {
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));
    private static final int LINKS = 5;
    private static final Credential OTHER_KEY = Credential.apiKey("another-key-that-never-shows");

    private final World world = new World();
    private final Integration account = world.connected();
    private final List<SyncLinkId> ids = IntStream.range(0, LINKS)
            .mapToObj(i -> world.imported("event-" + i, account).id())
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    private final SyncLinkId newer = ids.get(1);
    private final List<SyncLinkId> neighbours =
            ids.stream().filter(id -> !id.equals(newer)).toList();
    private final Tampered links = new Tampered(world.links);
    private final TamperedIntegrations integrations = new TamperedIntegrations(world.integrations);
    private final SyncEngine engine = world.builder(SyncPolicy.defaults())
            .links(links)
            .integrations(integrations)
            .build();

    @Test
    void whatIsDueOnItsNeighboursIsDone() {
        tamperWithTheLink();

        assertThat(engine.runDue()).isEqualTo(neighbours.size());

        assertThat(neighbours).allSatisfy(id -> assertThat(stored(id).status()).isEqualTo(SyncStatus.ACTIVE));
        assertThat(stored(newer).status()).isEqualTo(SyncStatus.PENDING);
    }

    @Test
    void itsNeighboursAreToldOfASeveranceAndItselfOnceItCanBeRead() {
        engine.runDue();
        world.integrations.replace(SeveredInSecret.of(now(account), Severance.Cause.REFUSED, world.time.instant()));
        tamperWithTheLink();

        engine.runDue();

        assertThat(neighbours).allSatisfy(id -> assertThat(isTold(id)).isTrue());
        assertThat(isTold(newer)).isFalse();
        links.newer = id -> false;
        world.time.tick(Duration.ofMinutes(2));
        engine.runDue();
        assertThat(isTold(newer)).isTrue();
        assertThat(now(account).bookkeeping().fanOut()).isEmpty();
    }

    @Test
    void aFanOutComesBackForItEverMoreSlowly() {
        engine.runDue();
        world.integrations.replace(SeveredInSecret.of(now(account), Severance.Cause.REFUSED, world.time.instant()));
        tamperWithTheLink();

        for (int pass = 1; pass <= 12; pass++) {
            assertThat(engine.runDue()).as("looks of pass %d", pass).isLessThanOrEqualTo(1 + LINKS);
            FanOut again = now(account).bookkeeping().fanOut().orElseThrow();
            assertThat(again.failures()).isEqualTo(pass);
            Duration wait = Duration.between(world.time.instant(), again.due());
            assertThat(wait).isGreaterThan(Duration.ofSeconds(pass < 6 ? 20 : 600));
            world.time.tick(wait);
        }
    }

    @Test
    void aCommandOnAllReachesItsNeighboursAndSaysThatItWasLeftOut() {
        tamperWithTheLink();

        Map<SyncLinkId, Outcome<SyncLink>> outcomes =
                engine.workspaces().suspend(World.ACME).orThrow();

        assertThat(outcomes).containsOnlyKeys(ids);
        assertThat(outcomes)
                .hasEntrySatisfying(
                        newer,
                        outcome -> assertThat(outcome.refusal().orElseThrow().reason())
                                .contains(newer.value(), "run the release that wrote it"));
        assertThat(neighbours)
                .allSatisfy(id -> assertThat(stored(id).suspended()).isTrue());
        assertThat(stored(newer).suspended()).isFalse();
    }

    @Test
    void itsNeighboursAreShownAndItselfIsAnErrorThatNamesIt() {
        tamperWithTheLink();

        assertThat(engine.links().views(World.ACME, Cursor.START, 2).items())
                .extracting(StatusView::link)
                .containsExactly(ids.get(0));
        assertThat(engine.links().views(World.ACME, Cursor.START, 2).next()).isPresent();
        assertThat(engine.links().views(Set.copyOf(ids))).containsOnlyKeys(neighbours);
        assertThat(engine.links().of(World.ACME, stored(newer).subject())).isEmpty();
        assertThat(engine.links().subjectView(World.ACME, stored(newer).subject()))
                .isEmpty();
        assertThatThrownBy(() -> engine.links().view(newer))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining(newer.value());
    }

    @Test
    void anIntegrationBeneathItIsNotRemoved() {
        tamperWithTheLink();
        neighbours.forEach(id -> engine.links().remove(id).orThrow());

        Refusal refusal = engine.integrations().remove(account.id()).refusal().orElseThrow();

        assertThat(refusal.code()).isEqualTo(Refusal.Code.LINKS_BOUND);
        assertThat(refusal.reason()).contains(newer.value());
        assertThat(engine.workspaces()
                        .remove(World.ACME)
                        .refusal()
                        .orElseThrow()
                        .reason())
                .contains(newer.value());
        assertThat(world.integrations.load(account.id())).isPresent();
    }

    @Test
    void itIsReportedOnceHoweverOftenItIsMet() throws IOException {
        long before = Files.size(LOG);
        tamperWithTheLink();

        engine.runDue();
        engine.runDue();
        engine.links().views(World.ACME, Cursor.START, 10);

        assertThat(logged(before).lines().filter(line -> line.contains("expected a stored text")))
                .filteredOn(line -> line.contains("link=" + newer.value()))
                .singleElement()
                .asString()
                .contains("WARN", "but found", "restore");
    }

    @Test
    void maintenanceGoesOnPastAnIntegrationThatCantBeRead() {
        Integration other = otherAccount();
        SyncLink theirs = world.imported("theirs", other);
        engine.runDue();
        for (Integration one : List.of(account, other)) {
            world.integrations.replace(SeveredInSecret.of(now(one), Severance.Cause.REFUSED, world.time.instant()));
        }
        integrations.newer = Optional.of(account.id());

        engine.runDue();

        assertThat(isTold(theirs.id())).isTrue();
        assertThat(now(other).bookkeeping().fanOut()).isEmpty();
        assertThat(now(account).bookkeeping().fanOut()).isPresent();
    }

    @Test
    void aLinkOfAnIntegrationThatCantBeReadIsNotShownAsSevered() {
        SyncLink theirs = world.imported("theirs", otherAccount());
        integrations.newer = Optional.of(account.id());

        assertThat(engine.integrations().list(World.ACME))
                .extracting(Integration::id)
                .containsExactly(theirs.binding().integration());
        assertThat(engine.links().views(World.ACME, Cursor.START, 10).items())
                .extracting(StatusView::link)
                .containsExactly(theirs.id());
        assertThatThrownBy(() -> engine.links().view(newer))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining(account.id().value());
    }

    @Test
    void aWorkspaceIsNotCalledRemovedWhileAnIntegrationCantBeRead() {
        Integration other = otherAccount();
        integrations.newer = Optional.of(account.id());

        Outcome<WorkspaceId> outcome = engine.workspaces().remove(World.ACME);

        assertThat(outcome.refusal().orElseThrow().reason())
                .contains(account.id().value());
        assertThat(world.integrations.load(other.id())).isEmpty();
    }

    @Test
    void ofARemovedWorkspaceOnlyWhatHangsOnALinkThatCantBeReadIsLeft() {
        Integration other = otherAccount();
        tamperWithTheLink();

        Outcome<WorkspaceId> outcome = engine.workspaces().remove(World.ACME);

        assertThat(outcome.refusal().orElseThrow().reason()).contains(newer.value());
        assertThat(world.integrations.load(other.id())).isEmpty();
        assertThat(world.integrations.load(account.id())).isPresent();
    }

    @Test
    void anIntegrationWhoseRemovalThrowsKeepsNoOtherFromIt() {
        otherAccount();
        ids.forEach(id -> engine.links().remove(id).orThrow());
        integrations.beforeRemove = throwing(integrations.beforeRemove, 2);

        Outcome<WorkspaceId> outcome = engine.workspaces().remove(World.ACME);

        Integration left = engine.integrations().list(World.ACME).get(0);
        assertThat(engine.integrations().list(World.ACME)).hasSize(1);
        assertThat(outcome.refusal().orElseThrow().reason()).contains(left.id().value(), "ask for this one again");
        engine.workspaces().remove(World.ACME).orThrow();
    }

    @Test
    void anAccountThatMayBeKeptOutByOneThatCantBeReadIsNotConnected() {
        world.provider.capable(Capabilities.builder().onePerWorkspace(true).build());
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        integrations.newer = Optional.of(account.id());

        assertThatThrownBy(() -> engine.integrations().connect(World.ACME, world.provider.provider(), OTHER_KEY))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining(account.id().value());
    }

    /** Throws so many times: a removal that threw is asked for once more. */
    private Runnable throwing(Runnable then, int times) {
        return () -> {
            integrations.beforeRemove = times > 1 ? throwing(then, times - 1) : then;
            throw new IllegalStateException("a database that is away");
        };
    }

    private void tamperWithTheLink() {
        links.newer = newer::equals;
    }

    private Integration otherAccount() {
        world.provider.belongsTo(OTHER_KEY, new Account("account-2", "Another account"));
        return world.engine
                .integrations()
                .connect(World.ACME, world.provider.provider(), OTHER_KEY)
                .orThrow();
    }

    private SyncLink stored(SyncLinkId id) {
        return world.links.load(id).orElseThrow();
    }

    private boolean isTold(SyncLinkId id) {
        return stored(id).status() == SyncStatus.DISCONNECTED;
    }

    private Integration now(Integration one) {
        return world.integrations.load(one.id()).orElseThrow();
    }

    private static String logged(long before) throws IOException {
        try (InputStream log = Files.newInputStream(LOG)) {
            log.skipNBytes(before);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
