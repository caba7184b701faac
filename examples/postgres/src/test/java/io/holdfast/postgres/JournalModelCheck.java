package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.Lease;
import io.holdfast.model.Page;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Replay;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.VisibleState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What several nodes at once do to links on one database, read back from the journal and held against its laws. */
@Tag("proof")
@Tag("sample")
final class JournalModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int MOVES = WHOLE ? 100_000 : 600;
    private static final int MOVES_OF_A_WORLD = WHOLE ? 10_000 : 600;

    /** What was counted. */
    private record Found(long moves, long links, long takenOver, List<String> broken) {}

    @Test
    void versionsFollowEachOtherReplayGivesWhatIsStoredAndNobodyWritesBelowAHigherFence() throws Exception {
        long moves = 0;
        long links = 0;
        long takenOver = 0;
        int planted = 0;
        for (int seed = 0; moves < MOVES; seed++) {
            try (BusyNodes nodes = new BusyNodes(seed)) {
                nodes.work(MOVES_OF_A_WORLD);
                Found found = judged(nodes);
                assertThat(found.broken()).as("laws broken in world " + seed).isEmpty();
                moves += found.moves();
                links += found.links();
                takenOver += found.takenOver();
                planted += seed == 0 ? plantedFaultsFound(nodes) : 0;
            }
        }
        if (WHOLE) {
            assertThat(takenOver).as("runs that another node took over").isPositive();
            tell(moves, links, takenOver, planted);
        }
    }

    private static void tell(long moves, long links, long takenOver, int planted) throws IOException {
        Files.writeString(
                Files.createDirectories(Path.of("target", "evidence")).resolve("journal.txt"),
                ("journal: %,d moves of %,d links by %d nodes, %,d runs taken over: versions skipped or doubled 0, replays that differ 0,"
                                + " two working runs 0, writes below a higher fence 0; planted %d, found %5$d%n")
                        .formatted(moves, links, BusyNodes.NODES, takenOver, planted));
    }

    private static Found judged(BusyNodes nodes) {
        List<String> broken = new ArrayList<>(nodes.writesBelowAFence());
        long moves = 0;
        long takenOver = 0;
        List<SyncLinkId> links = nodes.links();
        for (SyncLinkId link : links) {
            List<SyncLink> journal = journal(nodes.storage(), link);
            moves += journal.size();
            takenOver += takenOver(nodes.moves(link));
            broken.addAll(versions(link, journal));
            broken.addAll(runs(journal));
            broken.addAll(replayed(nodes, link, journal));
        }
        return new Found(moves, links.size(), takenOver, broken);
    }

    private static List<SyncLink> journal(PostgresStorage storage, SyncLinkId link) {
        List<SyncLink> all = new ArrayList<>();
        Optional<Cursor> after = Optional.of(Cursor.START);
        while (after.isPresent()) {
            Page<JournalEntry> page = storage.journal(link, after.get(), 500);
            page.items().forEach(entry -> all.add(entry.link()));
            after = page.next();
        }
        return all;
    }

    private static List<String> versions(SyncLinkId link, List<SyncLink> journal) {
        List<String> broken = new ArrayList<>();
        long expected = 1;
        for (SyncLink version : journal) {
            if (version.version() != expected) {
                broken.add(
                        "link " + link.value() + ": expected version " + expected + " but found " + version.version());
                return broken;
            }
            expected++;
        }
        return broken;
    }

    /** A run that is worked changes hands by a claim alone, which raises the fence; and a fence never falls. */
    private static List<String> runs(List<SyncLink> journal) {
        List<String> broken = new ArrayList<>();
        for (int i = 1; i < journal.size(); i++) {
            SyncLink before = journal.get(i - 1);
            SyncLink after = journal.get(i);
            long fenceBefore = before.bookkeeping().fence();
            long fence = after.bookkeeping().fence();
            boolean otherHands = after.run().filter(SyncRun::isWorking).isPresent()
                    && !owner(before).equals(owner(after));
            if (fence < fenceBefore) {
                broken.add(at(after) + ": expected a fence of " + fenceBefore + " or more but found " + fence);
            }
            if (otherHands && fence != after.version()) {
                broken.add(at(after) + ": expected a new fence with a new owner but found " + fence);
            }
        }
        return broken;
    }

    /** Runs that were taken from a node which had fallen silent. */
    private static long takenOver(List<Decision.Moved> moves) {
        return moves.stream()
                .flatMap(move -> move.trigger().stream())
                .filter(trigger -> trigger.kind() == TriggerKind.RUN_LOST)
                .count();
    }

    private static Optional<String> owner(SyncLink link) {
        return link.run()
                .filter(SyncRun::isWorking)
                .map(run -> run.id() + " of " + run.lease().map(Lease::owner));
    }

    private static List<String> replayed(BusyNodes nodes, SyncLinkId link, List<SyncLink> journal) {
        List<String> broken = new ArrayList<>();
        SyncLink last = journal.get(journal.size() - 1);
        Optional<SyncLink> stored = nodes.storage().links().load(link);
        if (stored.isPresent() && !stored.get().equals(last)) {
            broken.add(at(last) + ": expected the journal to end with what is stored but found another");
        }
        List<Decision.Moved> moves = nodes.moves(link);
        try {
            if (!Replay.journal(moves, SyncPolicy.defaults()).equals(last)) {
                broken.add(at(last) + ": expected the replay to end with what is stored but found another");
            }
            if (stored.isPresent()
                    && !Replay.history(history(nodes.storage(), link)).equals(VisibleState.of(last))) {
                broken.add(at(last) + ": expected the history to end with what a person sees but found another");
            }
        } catch (IllegalArgumentException another) {
            broken.add(at(last) + ": " + another.getMessage());
        }
        return broken;
    }

    private static List<TransitionRecord> history(PostgresStorage storage, SyncLinkId link) {
        List<TransitionRecord> all = new ArrayList<>();
        Optional<Cursor> after = Optional.of(Cursor.START);
        while (after.isPresent()) {
            Page<TransitionRecord> page = storage.links().history(link, after.get(), 500);
            all.addAll(page.items());
            after = page.next();
        }
        all.sort(Comparator.comparingLong(TransitionRecord::version));
        return all;
    }

    private static String at(SyncLink link) {
        return "link " + link.id().value() + ", version " + link.version();
    }

    /** Each is made in what was found right, is seen for what it is, and undone; how many there were. */
    private static int plantedFaultsFound(BusyNodes nodes) {
        Database database = nodes.storage().database();
        String any = database.sql(
                        "select link from {journal} where version > 5 and link in (select link from {attendee}) order by link limit 1")
                .query((row, number) -> row.getString(1))
                .single();
        String last =
                " where (link, version) = (select link, max(version) from {journal} where link = :link group by link)";
        Map<String, String> faults = Map.of(
                "delete from {journal} where link = :link and version = 2",
                "expected version 2 but found 3",
                "update {journal} set moved = jsonb_set(moved, '{bookkeeping,fence}', '0')" + last,
                "expected a fence of",
                "update {journal} set moved = jsonb_set(moved, '{decidedAt}', '\"2000-01-01T00:00:00Z\"')" + last,
                "expected the journal to end with what is stored",
                "delete from {record} where link = :link and version = 1",
                "expected it to begin with",
                "update {attendee} set fence = 0 where link = :link and fence > 0",
                "expected no fence below the highest");
        TransactionTemplate undone = new TransactionTemplate(new DataSourceTransactionManager(Server.pool()));
        faults.forEach((fault, expected) -> undone.executeWithoutResult(status -> {
            database.sql(fault).param("link", any).update();
            assertThat(judged(nodes).broken())
                    .as(fault)
                    .anySatisfy(broken -> assertThat(broken).contains(expected));
            status.setRollbackOnly();
        }));
        return faults.size();
    }
}
