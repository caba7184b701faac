package io.holdfast.absences;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a provider lists at one moment.
 *
 * @param rows the rows, in the provider's order
 * @param total how many it says there are
 */
record Listing(List<Row> rows, long total) {
    private static final Duration STALE_BY = Duration.ofHours(3);
    private static final int HUNDRED = 100;

    /** Somebody who is registered. */
    record Guest(Attendee record, Instant registeredAt, int place) {}

    /**
     * One row.
     *
     * @param guest whom it is of; empty where it can't be understood at all
     * @param understood whether its values can be understood
     * @param place where it stands
     */
    record Row(Optional<Guest> guest, boolean understood, int place) {
        static Row of(Guest guest) {
            return new Row(Optional.of(guest), true, guest.place());
        }

        Optional<AttendeeId> id() {
            return guest.map(one -> one.record().id());
        }
    }

    static Listing honest(List<Guest> guests) {
        return new Listing(guests.stream().map(Row::of).toList(), guests.size());
    }

    static Listing lying(List<Guest> guests, Outage outage, int pageSize) {
        List<Row> all = honest(guests).rows();
        int told = guests.size() * outage.told() / HUNDRED;
        List<Row> rows = switch (outage.lie()) {
            case EMPTY -> List.of();
            case CUT -> all.subList(0, told);
            case SHIFTED -> shifted(all, pageSize, Math.max(1, pageSize * (HUNDRED - outage.told()) / HUNDRED));
            case DUPLICATED -> duplicated(all, Math.max(1, told));
            case STALE ->
                all.stream()
                        .filter(row -> row.guest()
                                .orElseThrow()
                                .registeredAt()
                                .isBefore(outage.from().minus(STALE_BY)))
                        .toList();
            case REJECTED_NAMED -> spoilt(all, outage, true);
            case REJECTED_NAMELESS -> spoilt(all, outage, false);
        };
        return new Listing(rows, outage.totalsLie() ? rows.size() : guests.size());
    }

    private static List<Row> shifted(List<Row> all, int pageSize, int by) {
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            boolean dropped = at >= pageSize && at % pageSize < by;
            if (!dropped) {
                rows.add(all.get(at));
            }
        }
        return rows;
    }

    private static List<Row> duplicated(List<Row> all, int first) {
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            rows.add(new Row(all.get(at % first).guest(), true, all.get(at).place()));
        }
        return rows;
    }

    /** The same rows each time. */
    private static List<Row> spoilt(List<Row> all, Outage outage, boolean named) {
        return all.stream()
                .map(row -> new SplittableRandom(outage.seed() + row.place()).nextInt(HUNDRED) < outage.told()
                        ? row
                        : new Row(named ? row.guest() : Optional.empty(), false, row.place()))
                .toList();
    }
}
