package io.holdfast.postgres;

import io.holdfast.model.LinkTotals;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts all links for a dashboard. It reads each row, so it is for once a minute; nothing the engine does waits for it. */
final class CountedLinks {
    private CountedLinks() {}

    /** How many links have one phase. A phase that a newer release wrote has no status here, and counts as due alone. */
    private record OfPhase(Optional<SyncPhase> phase, long links, long due, Optional<Instant> proven) {
        static OfPhase of(ResultSet row, int number) throws SQLException {
            return new OfPhase(
                    Arrays.stream(SyncPhase.values())
                            .filter(is(row.getString("phase")))
                            .findFirst(),
                    row.getLong("links"),
                    row.getLong("due"),
                    Optional.ofNullable(row.getString("proven")).map(Instant::parse));
        }

        private static Predicate<SyncPhase> is(@Nullable String name) {
            return phase -> phase.name().equals(name);
        }
    }

    static LinkTotals at(Database database, Instant now) {
        String counted = """
                select link->>'phase' as phase, count(*) as links, count(*) filter (where due <= :now) as due,
                       min((link->>'provenAt') collate "C") as proven
                from {link} group by 1
                """;
        List<OfPhase> found = database.sql(counted)
                .param("now", Nanos.of(now))
                .query(OfPhase::of)
                .list();
        Map<SyncStatus, Long> byStatus = new EnumMap<>(SyncStatus.class);
        found.forEach(one -> one.phase().ifPresent(phase -> byStatus.merge(phase.status(), one.links(), Long::sum)));
        return new LinkTotals(
                byStatus,
                found.stream().mapToLong(OfPhase::due).sum(),
                found.stream()
                        .filter(one ->
                                one.phase().filter(SyncPhase.LIVE::equals).isPresent())
                        .flatMap(one -> one.proven().stream())
                        .findFirst());
    }
}
