package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.transition.Decision;
import io.holdfast.transition.TransitionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Stores whose columns keep something else than they were given, or whose writes are no one act. */
final class WrongColumns {
    private static final int SPINS = 20_000;

    private WrongColumns() {}

    /** What a column makes of an id. */
    enum Column implements UnaryOperator<String> {
        IGNORES_CASE {
            @Override
            public String apply(String id) {
                return id.toLowerCase(Locale.ROOT);
            }
        },
        ASCII_ONLY {
            @Override
            public String apply(String id) {
                return id.replaceAll("[^\\x00-\\x7f]", "?");
            }
        },
        PADDED {
            @Override
            public String apply(String id) {
                return id.stripTrailing();
            }
        },
        TOO_SHORT {
            @Override
            public String apply(String id) {
                return id.length() > 255 ? id.substring(0, 255) : id;
            }
        }
    }

    /** Finds links by what a column made of their ids. */
    static final class Links extends WrongLinks {
        private final Column column;

        Links(Column column) {
            this.column = column;
        }

        @Override
        public SyncLink createIfAbsent(Decision.Moved birth) {
            SyncLink link = birth.next();
            return super.createIfAbsent(LinkSamples.stored(
                    birth, link.toBuilder().id(made(link.id())).build()));
        }

        @Override
        public Optional<SyncLink> load(SyncLinkId id) {
            return super.load(made(id));
        }

        private SyncLinkId made(SyncLinkId id) {
            return SyncLinkId.of(column.apply(id.value()));
        }
    }

    /** Rounds instants down. */
    static final class LinksByThe extends WrongLinks {
        private final ChronoUnit unit;

        LinksByThe(ChronoUnit unit) {
            this.unit = unit;
        }

        @Override
        public Page<StoredRow<SyncLinkId, SyncLink>> due(Instant atOrBefore, Cursor after, int limit) {
            return super.due(atOrBefore.truncatedTo(unit).plus(1, unit).minusNanos(1), after, limit);
        }

        @Override
        public List<StoredRow<SyncLinkId, SyncLink>> decidedAfter(Instant instant, int limit) {
            return super.decidedAfter(instant.truncatedTo(unit).plus(1, unit).minusNanos(1), limit);
        }
    }

    /** Keeps no more of a link than some characters, and says nothing. */
    static final class ShortLinks extends WrongLinks {
        @Override
        public boolean replace(Decision.Moved move) {
            SyncLink cut = move.next().toBuilder(kept -> kept.pendingWork(
                            move.next().bookkeeping().pendingWork().withoutChange()))
                    .build();
            return super.replace(LinkSamples.stored(move, cut));
        }
    }

    /** Writes a link and then its record: two statements without a transaction. */
    static final class RecordAfterLink extends WrongLinks {
        private final Map<SyncLinkId, Long> behind = new ConcurrentHashMap<>();

        @Override
        public boolean replace(Decision.Moved move) {
            behind.put(move.next().id(), move.next().version());
            boolean replaced = super.replace(move);
            for (int spin = 0; spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
            behind.remove(move.next().id());
            return replaced;
        }

        @Override
        public Page<TransitionRecord> history(SyncLinkId id, Cursor after, int limit) {
            Page<TransitionRecord> page = super.history(id, after, limit + 1);
            Long missing = behind.get(id);
            return new Page<>(
                    page.items().stream()
                            .filter(record -> missing == null || record.version() < missing)
                            .limit(limit)
                            .toList(),
                    page.next());
        }
    }

    /** Finds integrations by what a column made of their ids. */
    static final class Integrations extends WrongIntegrations {
        private final Column column;

        Integrations(Column column) {
            this.column = column;
        }

        @Override
        public Integration createIfAbsent(Integration first) {
            return super.createIfAbsent(first.toBuilder().id(made(first.id())).build());
        }

        @Override
        public Optional<Integration> load(IntegrationId id) {
            return super.load(made(id));
        }

        private IntegrationId made(IntegrationId id) {
            return IntegrationId.of(column.apply(id.value()));
        }
    }

    /** Rounds instants down. */
    static final class IntegrationsByThe extends WrongIntegrations {
        private final ChronoUnit unit;

        IntegrationsByThe(ChronoUnit unit) {
            this.unit = unit;
        }

        @Override
        public Page<StoredRow<IntegrationId, Integration>> due(Instant atOrBefore, Cursor after, int limit) {
            return super.due(atOrBefore.truncatedTo(unit).plus(1, unit).minusNanos(1), after, limit);
        }

        @Override
        public List<StoredRow<IntegrationId, Integration>> decidedAfter(Instant instant, int limit) {
            return super.decidedAfter(instant.truncatedTo(unit).plus(1, unit).minusNanos(1), limit);
        }
    }

    /** Finds secrets by what a column made of their names. */
    static final class Vault extends WrongVault {
        private final Column column;

        Vault(Column column) {
            this.column = column;
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            super.put(SecretRef.of(column.apply(ref.value())), secret);
        }

        @Override
        public Optional<Secret> read(SecretRef ref) {
            return super.read(SecretRef.of(column.apply(ref.value())));
        }
    }

    /** Keeps of a secret what a column made of it. */
    static final class VaultOf extends WrongVault {
        private final UnaryOperator<String> column;

        VaultOf(UnaryOperator<String> column) {
            this.column = column;
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            super.put(ref, Secret.of(column.apply(secret.reveal())));
        }
    }

    /** Keeps of an attendee what a column made of it. */
    static final class Attendees extends PassedOn {
        private final UnaryOperator<Attendee> column;

        Attendees(UnaryOperator<Attendee> column) {
            super(new InMemoryAttendeeStore());
            this.column = column;
        }

        /** By ids that a column has made. */
        static Attendees of(Column column) {
            return new Attendees(one -> one.toBuilder()
                    .id(AttendeeId.of(column.apply(one.id().value())))
                    .build());
        }

        /** By change times that are rounded down. */
        static Attendees by(ChronoUnit unit) {
            return new Attendees(one -> one.toBuilder()
                    .changedAt(one.changedAt().map(at -> at.truncatedTo(unit)))
                    .build());
        }

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            List<Attendee> made = batch.attendees().stream().map(column).toList();
            return super.upsert(
                    token, new Batch(made, batch.scan(), batch.page(), batch.settledFence(), batch.sighted()));
        }
    }

    /** Writes a page row by row: statements without a transaction. */
    static final class RowByRow extends WrongAttendees {
        @Override
        public Written upsert(FencingToken token, Batch batch) {
            if (batch.attendees().isEmpty()) {
                return super.upsert(token, batch);
            }
            List<Written> written = batch.attendees().stream()
                    .sorted(Comparator.comparing(one -> one.id().value()))
                    .map(one -> super.upsert(
                            token,
                            new Batch(List.of(one), batch.scan(), batch.page(), batch.settledFence(), batch.sighted())))
                    .toList();
            return new Written(
                    written.stream().allMatch(Written::accepted),
                    written.stream().flatMap(one -> one.rows().stream()).toList());
        }
    }

    /** Looks at the fence, and writes in another act. */
    static final class LooksFirst extends WrongAttendees {
        private final Map<SyncLinkId, Long> fences = new ConcurrentHashMap<>();

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            if (fences.merge(token.link(), token.fence(), Math::max) > token.fence()) {
                return new Written(false, List.of());
            }
            for (int spin = 0; spin < SPINS; spin++) {
                Thread.onSpinWait();
            }
            return super.upsert(new FencingToken(token.link(), token.key(), 1), batch);
        }
    }
}
