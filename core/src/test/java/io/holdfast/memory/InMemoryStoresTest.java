package io.holdfast.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
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
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import io.holdfast.port.AttendeeStore.Row;
import io.holdfast.port.AttendeeStore.RowResult;
import io.holdfast.port.AttendeeStore.Written;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the embedded stores promise as their ports say. */
final class InMemoryStoresTest {
    private static final SyncLinkId LINK = SyncLinkId.of("link-1");
    private static final SyncLink.Key KEY = new SyncLink.Key(
            WorkspaceId.of("acme"),
            ProviderId.of("scripted"),
            new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344")),
            SyncSubject.event("our-42"));
    private static final Instant READ = Instant.parse("2027-03-14T09:00:00Z");
    private static final Instant CHANGED = READ.minusSeconds(3600);

    @Nested
    class Attendees {
        private final InMemoryAttendeeStore store = new InMemoryAttendeeStore();

        @Test
        void aLinkThatWasNotAnnouncedIsRefused() {
            assertThat(store.upsert(fence(5), batch(2, row("A", CHANGED))).accepted())
                    .isFalse();
            assertThat(store.attendees(LINK)).isEmpty();
        }

        @Test
        void aLowerFencingTokenWritesNothingOnceAHigherOneWasSeen() {
            announce(5);
            announce(7);

            assertThat(store.upsert(fence(5), batch(2, row("A", CHANGED)))).isEqualTo(new Written(false, List.of()));
            assertThat(store.upsert(fence(7), batch(2, row("A", CHANGED))).accepted())
                    .isTrue();
        }

        @Test
        void theLaterChangeWinsAndBetweenEqualOnesTheLaterRead() {
            announce(1);
            assertThat(put("first", CHANGED, 2)).isEqualTo(RowResult.ADDED);
            assertThat(put("first", CHANGED, 2)).isEqualTo(RowResult.UNCHANGED);
            assertThat(put("same second, later read", CHANGED, 3)).isEqualTo(RowResult.UPDATED);
            assertThat(put("same second, earlier read", CHANGED, 2)).isEqualTo(RowResult.SKIPPED);
            assertThat(put("older change, later read", CHANGED.minusSeconds(1), 11))
                    .isEqualTo(RowResult.SKIPPED);
            assertThat(put("later change, earlier read", CHANGED.plusSeconds(1), 1))
                    .isEqualTo(RowResult.UPDATED);
            assertThat(store.attendees(LINK).get(0).company()).contains("later change, earlier read");
        }

        @Test
        void withoutAChangeTimeTheReadDecides() {
            announce(1);
            put("first", null, 2);

            assertThat(put("later", null, 3)).isEqualTo(RowResult.UPDATED);
            assertThat(put("earlier", null, 2)).isEqualTo(RowResult.SKIPPED);
        }

        @Test
        void anOutcomeTellsWhatWasThereBefore() {
            announce(1);
            put("first", CHANGED, 2);

            Row outcome = store.upsert(fence(1), batch(2, row("second", CHANGED)))
                    .rows()
                    .get(0);

            assertThat(outcome.previous().flatMap(Attendee::company)).contains("first");
        }

        private void announce(long fence) {
            assertThat(store.upsert(fence(fence), batch(0)).accepted()).isTrue();
        }

        private RowResult put(String company, @Nullable Instant changed, long page) {
            return store.upsert(fence(1), batch(page, row(company, changed)))
                    .rows()
                    .get(0)
                    .result();
        }

        private FencingToken fence(long fence) {
            return new FencingToken(LINK, KEY, fence);
        }

        private Batch batch(long page, Attendee... rows) {
            return new Batch(List.of(rows), 1, page, 0);
        }

        private Attendee row(String company, @Nullable Instant changed) {
            return Attendee.builder()
                    .id(AttendeeId.of("a1"))
                    .company(company)
                    .attendance(Attendance.ATTENDING)
                    .changedAt(Optional.ofNullable(changed))
                    .build();
        }
    }

    @Nested
    class Vault {
        private final InMemoryCredentialVault vault = new InMemoryCredentialVault();
        private final SecretRef slot = SecretRef.of("slot-1");

        @Test
        void aSecretSlotIsWrittenOnceAndTheSameTextAgainIsSuccess() {
            vault.put(slot, Secret.of("one"));
            vault.put(slot, Secret.of("one"));

            assertThatThrownBy(() -> vault.put(slot, Secret.of("two")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("slot-1")
                    .hasMessageNotContainingAny("one", "two");
            assertThat(vault.read(slot)).contains(Secret.of("one"));
        }

        @Test
        void forgettingIsSuccessWhateverLiesThere() {
            vault.put(slot, Secret.of("one"));
            vault.forget(slot);
            vault.forget(slot);

            assertThat(vault.read(slot)).isEmpty();
        }
    }
}
