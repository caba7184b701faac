package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.Fault;
import io.holdfast.sandbox.SandboxAttendee;
import io.holdfast.sandbox.SandboxEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An organization as a channel: imported and kept over all its events, over real HTTP. */
final class OrganizationTest {
    private final UnderFire world = new UnderFire();
    private final SandboxEvent night = world.event;
    private final SandboxEvent breakfast = world.sandbox.event("Harbour Data Breakfast", 3);
    private final Integration account = world.connected();
    private final RemoteSubject organization = world.engine
            .integrations()
            .candidates(account.id(), SubjectKind.CHANNEL, Cursor.START)
            .items()
            .get(0);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theOrganizationsOfTheAccountAreListedAndEachIsDescribed() {
        assertThat(organization.ref().kind()).isEqualTo(SubjectKind.CHANNEL);
        assertThat(organization.title()).isEqualTo("North Pier Talks");
        assertThat(organization.importable()).isTrue();
        assertThat(world.connector.describe(grant(world.secret), organization.ref()))
                .isEqualTo(organization);
    }

    @Test
    void anOrganizationThatIsNoneOfTheAccountsIsAMatterOfPermission() {
        Grant other = grant(world.sandbox.newAccount("Other"));

        for (ThrowingCallable look : List.<ThrowingCallable>of(
                () -> world.connector.describe(other, organization.ref()),
                () -> world.connector.attendees(other, organization.ref(), Cursor.START))) {
            assertThatThrownBy(look)
                    .isInstanceOfSatisfying(
                            ProviderException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(FailureKind.PERMISSION));
        }
    }

    @Test
    void anImportBringsTheAttendeesOfAllItsEventsAndOfNoOther() {
        SyncLink live = live();

        assertThat(live.phase()).isEqualTo(SyncPhase.LIVE);
        assertThat(world.stored(live.id()))
                .extracting(attendee -> attendee.id().value())
                .containsExactlyInAnyOrderElementsOf(Stream.of(night, breakfast)
                        .flatMap(event -> event.attendees().stream())
                        .map(SandboxAttendee::id)
                        .toList());
        assertThat(world.rejected).isEmpty();
        assertThat(world.sandbox.calls()).noneMatch(call -> call.contains("/events/"));
    }

    @Test
    void anImportThatStumblesGoesOnAtItsCheckpoint() {
        world.sandbox.inject("/organizations/", 1, 2, Fault.html(502));

        SyncLink live = live();

        assertThat(world.stored(live.id())).hasSize(123);
        assertThat(live.lastRun().orElseThrow().tally().added()).isEqualTo(123);
    }

    @Test
    void aChangeACancellationAndANewcomerOfAnyEventComeWithTheNextPoll() {
        SyncLink live = live();
        String edited = night.attendees().get(70).id();
        String cancelled = breakfast.attendees().get(1).id();

        world.time.tick(Duration.ofMinutes(1));
        night.edit(edited, "Pier Labs", "Analyst");
        breakfast.cancel(cancelled);
        String added = breakfast.register("Noor", "Haddad", "noor@example.org").id();
        world.settled(world.next(live.id()).id());

        assertThat(stored(live, edited).company()).contains("Pier Labs");
        assertThat(stored(live, cancelled).attendance()).isEqualTo(Attendance.NOT_ATTENDING);
        assertThat(stored(live, added).givenName()).contains("Noor");
        assertThat(world.sandbox.calls().get(world.sandbox.calls().size() - 1))
                .contains("/organizations/", "changed_since");
    }

    @Test
    void whoIsGoneFromEveryEventIsFoundByTwoResyncs() {
        SyncLink live = live();
        String deleted = breakfast.attendees().get(2).id();
        breakfast.delete(deleted);

        resync(live);
        assertThat(stored(live, deleted).attendance()).isNotEqualTo(Attendance.NOT_ATTENDING);
        world.time.tick(Duration.ofHours(3));
        resync(live);

        assertThat(stored(live, deleted).attendance()).isEqualTo(Attendance.NOT_ATTENDING);
        assertThat(world.stored(live.id())).hasSize(123);
    }

    @Test
    void aDisconnectedOrganizationKeepsItsAttendeesAndCatchesUpOnceItIsReconnected() {
        SyncLink live = live();
        world.engine
                .integrations()
                .disconnect(account.id(), account.connection())
                .orThrow();
        assertThat(world.engine.links().view(live.id()).status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(world.stored(live.id())).hasSize(123);
        String added = night.register("Noor", "Haddad", "noor@example.org").id();

        Integration again = world.connected();
        world.engine.links().reconnect(live.id(), again.id()).orThrow();
        world.settled(live.id());

        assertThat(world.engine.links().view(live.id()).status()).isEqualTo(SyncStatus.ACTIVE);
        assertThat(stored(live, added).familyName()).contains("Haddad");
    }

    @Test
    void aLostOrganizationFailsForWantOfPermission() {
        SyncLink live = live();
        world.sandbox.loseOrganization(world.secret);

        SyncLink failed = world.settled(world.next(live.id()).id());

        assertThat(failed.incident().orElseThrow().last().kind()).isEqualTo(FailureKind.PERMISSION);
        assertThat(world.engine.links().view(live.id()).status()).isEqualTo(SyncStatus.FAILED);
    }

    @Test
    void anOrganizationThatAListWithoutEndDoesNotTellIsThereAllTheSame() {
        String endless = "{\"organizations\": [{\"id\": \"1\"}, {\"name\": \"no id\"}],"
                + " \"pagination\": {\"has_more_items\": true, \"continuation\": \"again\"}}";
        world.sandbox.inject("users/me/organizations/", 1_000, Fault.answer(200, "application/json", endless));

        RemoteSubject told = world.connector.describe(grant(world.secret), organization.ref());

        assertThat(told.ref()).isEqualTo(organization.ref());
        assertThat(told.title()).isEmpty();
    }

    private SyncLink live() {
        return world.settled(world.engine
                .links()
                .importSubject(
                        UnderFire.ACME,
                        SyncSubject.channel("our-community"),
                        account.id(),
                        organization.ref().id())
                .orThrow()
                .id());
    }

    private void resync(SyncLink link) {
        world.engine.links().resync(link.id()).orThrow();
        world.settled(link.id());
    }

    private Attendee stored(SyncLink link, String id) {
        return world.stored(link.id()).stream()
                .filter(attendee -> attendee.id().equals(AttendeeId.of(id)))
                .findFirst()
                .orElseThrow();
    }

    private static Grant grant(String token) {
        return new Grant(Credential.apiKey(token), new Account("1", "any"));
    }
}
