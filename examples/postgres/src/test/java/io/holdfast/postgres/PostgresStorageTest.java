package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Actor;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a database adds to what the ports promise: tables of one's own, encryption, pruning, and columns of the host's. */
final class PostgresStorageTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final SecretRef REF = SecretRef.of("slot");
    private static final SyncLink.Key KEY = new SyncLink.Key(
            WorkspaceId.of("acme"),
            ProviderId.of("provider"),
            new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")),
            SyncSubject.event("ours"));

    @Test
    void twoApplicationsInOneDatabaseDoNotSeeEachOtherAndMigratingAgainChangesNothing() {
        PostgresStorage one = PostgresStorage.of(Server.pool(), new Tables("shared", "one_"), Server.KEYS);
        PostgresStorage other = PostgresStorage.of(Server.pool(), new Tables("shared", "other_"), Server.KEYS);
        one.migrate();
        other.migrate();
        Decision.Moved birth = birth();
        one.links().createIfAbsent(birth);
        one.migrate();

        assertThat(one.links().load(birth.next().id())).contains(birth.next());
        assertThat(other.links().load(birth.next().id())).isEmpty();
    }

    @Test
    void namesThatWouldHaveToBeQuotedAreRefused() {
        assertThatThrownBy(() -> new Tables("public\"; drop table x; --", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tables("public", "Holdfast_")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOlderKeyOpensWhatItSealedUntilTheCurrentOneHasTakenItOver() throws Exception {
        PostgresStorage before = Server.storage();
        before.vault().put(REF, Secret.of("T0K3N"));
        SecretKey fresh = KeyGenerator.getInstance("AES").generateKey();
        SecretKeys both = SecretKeys.of("second", fresh).andOlder("first", new SecretKeySpec(new byte[32], "AES"));
        PostgresStorage after = Server.beside(before, both);

        assertThat(after.vault().read(REF).map(Secret::reveal)).contains("T0K3N");
        assertThat(after.sealAgain(10)).isEqualTo(1);
        assertThat(after.sealAgain(10)).isZero();
        PostgresStorage later = Server.beside(before, SecretKeys.of("second", fresh));
        assertThat(later.vault().read(REF).map(Secret::reveal)).contains("T0K3N");
        assertThatThrownBy(() -> before.vault().read(REF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected the key second")
                .hasMessageNotContaining("T0K3N");
    }

    @Test
    void aSecretThatIsMovedToAnotherNameDoesNotOpen() {
        PostgresStorage storage = Server.storage();
        storage.vault().put(REF, Secret.of("T0K3N"));
        storage.database().sql("update {secret} set ref = 'elsewhere'").update();

        assertThatThrownBy(() -> storage.vault().read(SecretRef.of("elsewhere")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secret elsewhere");
    }

    @Test
    void pruningLeavesTheLastEntryOfEachHistory() {
        PostgresStorage storage = Server.storage();
        SyncLinkStore links = storage.links();
        SyncLink link = links.createIfAbsent(birth());
        for (int days = 1; days <= 3; days++) {
            Decision.Moved move = (Decision.Moved) SyncStateMachine.decide(
                    link,
                    link.suspended()
                            ? new UserRequest.ResumeRequested(Actor.HOST)
                            : new UserRequest.SuspendRequested(Actor.HOST),
                    SyncPolicy.defaults(),
                    NOW.plus(Duration.ofDays(days)));
            links.replace(move);
            link = move.next();
        }

        assertThat(storage.prune(NOW.plus(Duration.ofDays(2)), 1)).isEqualTo(1);
        assertThat(storage.prune(NOW.plus(Duration.ofDays(30)), 100)).isEqualTo(2);
        assertThat(links.history(link.id(), Cursor.START, 9).items())
                .extracting(TransitionRecord::version)
                .containsExactly(link.version());
    }

    @Test
    void columnsOfTheHostsOwnStayThroughPagesAndAnotherLinkOfTheKey() {
        PostgresStorage storage = Server.storage();
        storage.database()
                .sql("alter table {attendee} add column vip boolean not null default false")
                .update();
        FencingToken first = new FencingToken(SyncLinkId.of("first"), KEY, 1);
        storage.attendees().upsert(first, Batch.empty(1));
        storage.attendees().upsert(first, page(1, "Acme"));
        storage.database().sql("update {attendee} set vip = true").update();

        storage.attendees().upsert(first, page(2, "Acme & Sons"));
        storage.attendees().upsert(new FencingToken(first.link(), KEY, FencingToken.LAST), Batch.empty(9));
        FencingToken next = new FencingToken(SyncLinkId.of("next"), KEY, 1);
        storage.attendees().upsert(next, Batch.empty(1));
        storage.attendees().upsert(next, page(1, "Acme"));

        assertThat(storage.database()
                        .sql("select vip from {attendee} where link = 'next'")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    private static Batch page(long page, String company) {
        Attendee attendee = Attendee.builder()
                .id(AttendeeId.of("a"))
                .company(company)
                .attendance(Attendance.ATTENDING)
                .build();
        return new Batch(List.of(attendee), page, page, 0);
    }

    private static Decision.Moved birth() {
        return SyncStateMachine.begin(
                SyncLinkId.of("link"), KEY, new SyncLink.Binding(IntegrationId.of("account"), 1), Actor.HOST, NOW);
    }
}
