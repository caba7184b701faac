package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.CandidatePage;
import io.holdfast.model.Change;
import io.holdfast.model.Command;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.Alert;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.SubjectView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A channel goes the way of an event: the same table, recoveries and views. */
final class ChannelsTest {
    private static final RemoteRef CALENDAR = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("calendar-7"));
    private static final SyncSubject OURS = SyncSubject.channel("our-channel");

    private final World world = new World();
    private final Integration account = world.connected();

    ChannelsTest() {
        declare(Feed.POLL);
        world.provider.event(
                RemoteSubject.builder().ref(CALENDAR).title("Harbour Data").build());
        join("p1", "Company 1");
        join("p2", "Company 2");
    }

    @Test
    void aChannelIsAmongTheCandidatesOfItsKind() {
        CandidatePage found = world.engine.integrations().candidates(account.id(), SubjectKind.CHANNEL, Cursor.START);

        assertThat(found.items()).extracting(RemoteSubject::ref).containsExactly(CALENDAR);
    }

    @Test
    void aChannelIsImportedAndStaysLive() {
        SyncLink live = live(imported());

        assertThat(view(live).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(view(live).indicator().map(pill -> pill.label().text(Locale.ENGLISH)))
                .contains("Syncing");
        assertThat(companies(live)).containsExactly("Company 1", "Company 2");

        world.time.tick(Duration.ofMinutes(1));
        join("p2", "Company 2 b");
        join("p3", "Company 3");
        SyncLink polled = world.next(live);

        assertThat(companies(polled)).containsExactly("Company 1", "Company 2 b", "Company 3");
        assertThat(world.changes)
                .extracting(Change::kind)
                .endsWith(Change.Kind.CHANGED, Change.Kind.ADDED)
                .hasSize(4);
        assertThat(world.calls("changes")).isEqualTo(1);
    }

    @Test
    void aResyncOfAChannelReadsEverythingAgain() {
        SyncLink live = live(imported());

        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();

        assertThat(world.calls("attendees")).isEqualTo(2);
        assertThat(view(live).status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aChannelIsDisconnectedAndComesBackWithItsPeople() {
        SyncLink live = live(imported());
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();

        StatusView severed = view(live);
        assertThat(severed.status()).isEqualTo(SyncStatus.DISCONNECTED);
        Alert alert = severed.alert().orElseThrow();
        assertThat(alert.buttons().get(0).command()).isEqualTo(Command.RENEW);
        assertThat(alert.cause().text(Locale.ENGLISH))
                .isEqualTo("A person disconnected the account in Settings, Integrations.");
        assertThat(alert.helps().text(Locale.ENGLISH)).endsWith("Then come back to this channel and press Reconnect.");

        world.connected();
        world.provider.accept(World.KEY);
        world.engine.links().reconnect(live.id(), account.id()).orThrow();
        assertThat(view(live).status()).isEqualTo(SyncStatus.PENDING);
        world.engine.runDue();

        assertThat(view(live).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(companies(live)).containsExactly("Company 1", "Company 2");
    }

    @Test
    void whateverIsAskedOfAChannelNoAnswerSpeaksOfAnEvent() {
        SyncLink link = imported();
        assertNoEvent(link);
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access"));
        world.engine.runDue();
        assertNoEvent(link);
        world.engine.links().retry(link.id()).orThrow();
        world.engine.runDue();
        assertNoEvent(link);
        world.provider.removeEvent(CALENDAR);
        world.engine.links().resync(link.id()).orThrow();
        world.pass(Duration.ofHours(2));
        assertThat(world.engine.links().get(link.id()).phase()).isEqualTo(SyncPhase.SYNC_FAILED);
        assertNoEvent(link);
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();
        assertNoEvent(link);
    }

    @Test
    void aChannelThatIsFedByTwoCalendarsIsAsTheWorseOfThem() {
        RemoteRef second = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("calendar-8"));
        world.provider.event(
                RemoteSubject.builder().ref(second).title("Harbour Nights").build());
        SyncLink one = live(imported());
        SyncLink other = live(imported(second.id()));
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access"));
        world.engine.links().resync(other.id()).orThrow();
        world.engine.runDue();

        SubjectView channel = world.engine.links().subjectView(World.ACME, OURS).orElseThrow();

        assertThat(channel.status()).isEqualTo(SyncStatus.FAILED);
        assertThat(channel.counts()).isEqualTo(Map.of(SyncStatus.ACTIVE, 1L, SyncStatus.FAILED, 1L));
        assertThat(channel.first()).isEqualTo(view(other));
        assertThat(channel.links()).containsExactly(view(other), view(one));
        assertThat(world.engine.links().subjectView(World.ACME, SyncSubject.event("our-channel")))
                .isEmpty();
    }

    @Test
    void whereNothingTellsOfChangesAChannelIsSyncedAndIsNotPolled() {
        declare(Feed.NONE);
        SyncLink live = live(imported());
        long calls = world.provider.calls().size();

        world.pass(Duration.ofDays(30));

        assertThat(world.provider.calls()).hasSize((int) calls);
        assertSilent(live);
        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();
        assertSilent(live);
        world.provider.failNext(ProviderException.of(FailureKind.PERMISSION, "expected access"));
        world.engine.links().resync(live.id()).orThrow();
        world.engine.runDue();
        world.engine.links().retry(live.id()).orThrow();
        world.engine.runDue();
        assertSilent(live);
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();
        world.provider.accept(World.KEY);
        world.connected();
        world.engine.links().reconnect(live.id(), account.id()).orThrow();
        world.engine.runDue();
        assertSilent(live);
    }

    private void assertSilent(SyncLink link) {
        SyncLink now = world.engine.links().get(link.id());
        assertThat(now.phase()).isEqualTo(SyncPhase.LIVE);
        assertThat(now.due()).isEmpty();
        assertThat(view(link).indicator().orElseThrow().label().text(Locale.ENGLISH))
                .isEqualTo("Synced");
        assertThat(view(link).indicator().orElseThrow().delayed()).isFalse();
    }

    /** Everything that a page or a refusal says of the link as it stands. */
    private void assertNoEvent(SyncLink link) {
        Links links = world.engine.links();
        Stream<String> refusals = Stream.of(
                        links.importSubject(World.ACME, OURS, account.id(), CALENDAR.id()),
                        links.reconnect(link.id(), account.id()))
                .flatMap(outcome -> outcome.refusal().stream())
                .map(Refusal::reason);
        Stream<String> history =
                links.history(link.id(), Cursor.START, 50).items().stream().map(record -> record.reason());
        String bundle = links.explain(link.id()).bundle();
        String alert = view(link)
                .alert()
                .map(shown -> Stream.of(shown.title(), shown.cause(), shown.text(), shown.helps())
                        .map(said -> said.text(Locale.ENGLISH))
                        .collect(Collectors.joining(" ")))
                .orElse("");

        assertThat(Stream.of(refusals, history, Stream.of(bundle, alert)).flatMap(said -> said))
                .allSatisfy(said -> assertThat(said).doesNotContainPattern("(?i)\\bevents?\\b"));
    }

    private void declare(Feed feed) {
        world.provider.capable(world.provider.capabilities().toBuilder()
                .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
                .feed(feed)
                .build());
    }

    private void join(String id, String company) {
        Instant now = world.time.instant();
        world.provider.put(CALENDAR, World.attendee(id, company, now).build());
    }

    private SyncLink imported() {
        return imported(CALENDAR.id());
    }

    private SyncLink imported(RemoteId remote) {
        return world.engine
                .links()
                .importSubject(World.ACME, OURS, account.id(), remote)
                .orThrow();
    }

    private SyncLink live(SyncLink link) {
        world.engine.runDue();
        return world.engine.links().get(link.id());
    }

    private StatusView view(SyncLink link) {
        return world.engine.links().view(link.id());
    }

    private List<String> companies(SyncLink link) {
        return world.attendees.attendees(link.id()).stream()
                .flatMap(attendee -> attendee.company().stream())
                .toList();
    }
}
