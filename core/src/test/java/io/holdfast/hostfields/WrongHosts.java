package io.holdfast.hostfields;

import io.holdfast.model.Attendance;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.ImportMode;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLink;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.contract.PassedOn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Hosts, and engines before them, that are wrong in one place each. */
final class WrongHosts {
    private WrongHosts() {}

    static Map<String, Supplier<HostTable>> tables() {
        Map<String, Supplier<HostTable>> tables = new LinkedHashMap<>();
        tables.put("updates the host's own rows in either mode", IgnoresTheMode::new);
        tables.put("lets no row follow where own rows are kept", KeepsAllRows::new);
        tables.put("brings erased persons back", RevivesErased::new);
        tables.put("forgets whom it erased with the link", ForgetsErasedWithTheLink::new);
        tables.put("keeps its rows by link", StandsTwice::new);
        tables.put("leaves stamps as the removed link had them", MissesDepartures::new);
        tables.put("takes the VIP mark away", TakesVipAway::new);
        tables.put("writes the provider's check-in over its own", OneCheckInForBoth::new);
        tables.put("matches nobody", MatchesNobody::new);
        tables.put("asks for the mode at the first arrival alone", AsksForTheModeOnce::new);
        tables.put("stops following where own rows are kept", StopsFollowing::new);
        return tables;
    }

    static Map<String, UnaryOperator<AttendeeStore>> engines() {
        Map<String, UnaryOperator<AttendeeStore>> engines = new LinkedHashMap<>();
        engines.put("tells no mode", TellsNoMode::new);
        engines.put("marks nobody", MarksNobody::new);
        engines.put("leaves out who has cancelled", LeavesOutTheCancelled::new);
        return engines;
    }

    private static final class IgnoresTheMode extends HostTable {
        @Override
        void show(Source source, ImportMode mode) {
            super.show(source, ImportMode.UPDATE_EXISTING);
        }
    }

    private static final class KeepsAllRows extends HostTable {
        @Override
        void show(Source source, ImportMode mode) {
            if (mode == ImportMode.UPDATE_EXISTING || source.guest().company.isEmpty()) {
                super.show(source, mode);
            }
        }
    }

    private static final class RevivesErased extends HostTable {
        @Override
        boolean isErased(SyncLink.Key key, AttendeeId person) {
            return false;
        }
    }

    private static final class ForgetsErasedWithTheLink extends HostTable {
        private final Set<AttendeeId> forgotten = new HashSet<>();
        private final Set<AttendeeId> erased = new HashSet<>();

        @Override
        synchronized void erase(SyncLink.Key key, AttendeeId person) {
            erased.add(person);
            super.erase(key, person);
        }

        @Override
        void takeOver(SyncLink.Key key) {
            forgotten.addAll(erased);
            super.takeOver(key);
        }

        @Override
        boolean isErased(SyncLink.Key key, AttendeeId person) {
            return super.isErased(key, person) && !forgotten.contains(person);
        }
    }

    private static final class StandsTwice extends HostTable {
        @Override
        void takeOver(SyncLink.Key key) {
            sources(key).clear();
        }
    }

    private static final class MissesDepartures extends HostTable {
        @Override
        void takeOver(SyncLink.Key key) {
            // stamps and reads stay
        }
    }

    private static final class TakesVipAway extends HostTable {
        @Override
        void show(Source source, ImportMode mode) {
            super.show(source, mode);
            source.guest().vip = false;
        }
    }

    private static final class OneCheckInForBoth extends HostTable {
        @Override
        void show(Source source, ImportMode mode) {
            super.show(source, mode);
            source.guest().checkedInHere = source.guest().checkedInAtProvider;
        }
    }

    private static final class MatchesNobody extends HostTable {
        @Override
        boolean isMatched(Guest guest, String email) {
            return false;
        }
    }

    private static final class AsksForTheModeOnce extends HostTable {
        private final Map<Guest, ImportMode> first = new HashMap<>();

        @Override
        void show(Source source, ImportMode mode) {
            super.show(source, first.computeIfAbsent(source.guest(), any -> mode));
        }
    }

    private static final class StopsFollowing extends HostTable {
        private final Set<Guest> own = new HashSet<>();

        @Override
        void show(Source source, ImportMode mode) {
            if (!source.guest().followsProvider) {
                own.add(source.guest());
            }
            if (mode == ImportMode.UPDATE_EXISTING || !own.contains(source.guest())) {
                super.show(source, mode);
            }
        }
    }

    private static final class TellsNoMode extends PassedOn {
        TellsNoMode(AttendeeStore table) {
            super(table);
        }

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            return super.upsert(
                    token,
                    new Batch(batch.attendees(), batch.scan(), batch.page(), batch.settledFence(), batch.sighted()));
        }
    }

    private static final class MarksNobody extends PassedOn {
        MarksNobody(AttendeeStore table) {
            super(table);
        }

        @Override
        public Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            return new Written(true, List.of());
        }
    }

    private static final class LeavesOutTheCancelled extends PassedOn {
        LeavesOutTheCancelled(AttendeeStore table) {
            super(table);
        }

        @Override
        public Written upsert(FencingToken token, Batch batch) {
            Set<AttendeeId> sighted = new HashSet<>(batch.sighted());
            batch.attendees().stream()
                    .filter(one -> one.attendance() == Attendance.NOT_ATTENDING)
                    .forEach(one -> sighted.add(one.id()));
            return super.upsert(
                    token,
                    new Batch(
                            batch.attendees().stream()
                                    .filter(one -> one.attendance() != Attendance.NOT_ATTENDING)
                                    .toList(),
                            batch.scan(),
                            batch.page(),
                            batch.settledFence(),
                            sighted,
                            batch.mode()));
        }
    }
}
