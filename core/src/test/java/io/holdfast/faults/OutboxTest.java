package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.faults.Fault;
import io.holdfast.testkit.faults.FaultHarness;
import io.holdfast.testkit.faults.FaultPorts;
import io.holdfast.testkit.faults.FaultScenario;
import io.holdfast.testkit.faults.PortCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A node that dies between the write and the listener has told nobody: an outbox that is written with the rows has it all. */
final class OutboxTest {
    private static final AttendeeId A1 = AttendeeId.of("a1");
    /** Some polls. */
    private static final Duration A_WHILE = Duration.ofMinutes(14);

    @Test
    void whatADeadNodeNeverToldStandsInTheOutboxOnce() {
        FaultScenario<Host> story = story();
        List<PortCall> calls = FaultHarness.quiet(story).calls();
        String quiet = FaultHarness.quiet(story).world().stage.heard.known();
        int neverHeard = 0;
        for (PortCall call : calls) {
            if (call.is("SyncListener", "attendeesChanged")) {
                Host host =
                        FaultHarness.run(story, call.number(), Fault.death()).world();
                assertThat(host.outbox.lines).as("at %s", call).isEqualTo(expected());
                neverHeard += host.stage.heard.known().equals(quiet) ? 0 : 1;
            }
        }
        assertThat(neverHeard)
                .as("deaths after which a listener alone would not know")
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aStoreThatWroteAndThenDiedHasWrittenTheOutboxOnceToo() {
        FaultScenario<Host> story = story();
        for (PortCall call : FaultHarness.quiet(story).calls()) {
            if (call.port().equals("AttendeeStore")) {
                Host host = FaultHarness.run(story, call.number(), Fault.death().afterTheEffect())
                        .world();
                assertThat(host.outbox.lines).as("at %s", call).isEqualTo(expected());
            }
        }
    }

    /** Everybody is new; then the first cancels, is edited, comes back, and is no longer listed. */
    private static Map<String, List<String>> expected() {
        Map<String, List<String>> lines = new TreeMap<>();
        for (int i = 1; i <= Stage.GUESTS; i++) {
            lines.put("a" + i, List.of("ADDED"));
        }
        lines.put("a1", List.of("ADDED", "CANCELLED", "UPDATED", "BACK", "CANCELLED"));
        return lines;
    }

    private static FaultScenario<Host> story() {
        return FaultScenario.in(Host::new, Host::ports)
                .then("connect", (host, engine) -> Stories.connect(host.stage, engine, Stage.KEY))
                .then("import", (host, engine) -> Stories.importEvent(host.stage, engine))
                .pass(Duration.ofMinutes(1))
                .then("the first cancels", (host, engine) -> host.puts("Company 1", Attendance.NOT_ATTENDING))
                .pass(A_WHILE)
                .then("is edited", (host, engine) -> host.puts("North Quay", Attendance.NOT_ATTENDING))
                .pass(A_WHILE)
                .then("comes back", (host, engine) -> host.puts("North Quay", Attendance.ATTENDING))
                .pass(A_WHILE)
                .then("is not listed any more", (host, engine) -> host.stage.provider.remove(Stage.EVENT, A1))
                .then("full scan", (host, engine) -> Stories.resync(host.stage, engine))
                .pass(Stories.OFTEN.absence().settling().plus(A_WHILE))
                .then("full scan again", (host, engine) -> Stories.resync(host.stage, engine))
                .pass(A_WHILE);
    }

    /** A host whose attendees and outbox lie in one database. */
    private static final class Host {
        private final Stage stage = new Stage();
        private final Outbox outbox = new Outbox();

        FaultPorts ports() {
            return FaultPorts.builder()
                    .from(stage.ports(Stories.OFTEN))
                    .attendees(outbox)
                    .build();
        }

        void puts(String company, Attendance attendance) {
            stage.provider.put(
                    Stage.EVENT,
                    Stage.guest(1, company, stage.time.instant()).toBuilder()
                            .attendance(attendance)
                            .build());
        }
    }

    /** Writes a line for each row that it answers as changed, in one step with the row. */
    private static final class Outbox implements AttendeeStore {
        private final InMemoryAttendeeStore rows = new InMemoryAttendeeStore();
        private final Map<String, List<String>> lines = new TreeMap<>();

        @Override
        public synchronized Written upsert(FencingToken token, Batch batch) {
            Map<AttendeeId, Attendee> arrived =
                    batch.attendees().stream().collect(Collectors.toMap(Attendee::id, one -> one));
            Written written = rows.upsert(token, batch);
            written.rows().forEach(row -> {
                boolean gone =
                        arrived.containsKey(row.id()) && arrived.get(row.id()).attendance() == Attendance.NOT_ATTENDING;
                write(row, gone);
            });
            return written;
        }

        @Override
        public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
            Set<AttendeeId> present = Set.copyOf(
                    rows.unseen(token.link(), range, Cursor.START, 500).items());
            Written written = rows.markAbsent(token, range, ids);
            written.rows().stream().filter(row -> present.contains(row.id())).forEach(row -> write(row, true));
            return written;
        }

        private void write(Row row, boolean gone) {
            boolean wasGone = row.previousAttendance()
                    .filter(Attendance.NOT_ATTENDING::equals)
                    .isPresent();
            switch (row.result()) {
                case ADDED -> line(row.id(), "ADDED");
                case UPDATED -> line(row.id(), gone == wasGone ? "UPDATED" : gone ? "CANCELLED" : "BACK");
                case BACK -> line(row.id(), "BACK");
                case MARKED_ABSENT -> line(row.id(), "CANCELLED");
                case UNCHANGED, SKIPPED, REJECTED, WITHHELD -> {}
            }
        }

        private void line(AttendeeId id, String what) {
            lines.computeIfAbsent(id.value(), any -> new ArrayList<>()).add(what);
        }

        @Override
        public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
            return rows.unseen(link, range, after, limit);
        }

        @Override
        public Presence count(SyncLinkId link, StampRange range) {
            return rows.count(link, range);
        }
    }
}
