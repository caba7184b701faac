package io.holdfast.postgres;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StampRange;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import io.holdfast.port.AttendeeStore.FencingToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls of a store of attendees, of two links of one key after each other and of one of another key. */
final class AttendeeChain extends Chain {
    private final InMemoryAttendeeStore memory;
    private final PostgresStorage postgres;
    private int link;
    private long fence = 1;
    private long scan = 1;
    private long page = 1;

    AttendeeChain(Random random, InMemoryAttendeeStore memory, PostgresStorage postgres) {
        super(random);
        this.memory = memory;
        this.postgres = postgres;
    }

    @Override
    Answers next() {
        int kind = random.nextInt(16);
        if (kind < 2) {
            return told();
        }
        if (kind < 9) {
            return written();
        }
        return kind < 11 ? marked() : kind < 12 ? erased() : kind < 13 ? nextLink() : read();
    }

    private Answers told() {
        fence += random.nextInt(2);
        scan = Math.max(scan, fence);
        page = 1;
        return random.nextBoolean() ? write(Batch.empty(scan)) : fenced(fence);
    }

    /** At once with a link of its own key, whose fences go up and down. */
    private Answers fenced(long by) {
        Set<FencingToken> tokens =
                Set.of(token(by), new FencingToken(SyncLinkId.of("beside"), keyOf("beside"), 1 + random.nextInt(4)));
        return both("fenceAll", memory, store(), store -> {
            store.fenceAll(tokens);
            return store.count(token(by).link(), StampRange.before(scan));
        });
    }

    private Answers written() {
        scan += random.nextInt(3) == 0 ? 1 : 0;
        List<Attendee> rows = some().stream().map(this::attendee).toList();
        Set<AttendeeId> sighted = some().stream()
                .map(AttendeeId::of)
                .filter(id -> rows.stream().noneMatch(row -> row.id().equals(id)))
                .collect(Collectors.toSet());
        return write(new Batch(
                rows, scan, page++, random.nextBoolean() ? 0 : fence, random.nextBoolean() ? Set.of() : sighted));
    }

    /** Now and then by a fence that is over. */
    private Answers write(Batch batch) {
        FencingToken token = token(fence - (random.nextInt(6) == 0 ? 1 : 0));
        return both("upsert", memory, store(), store -> shown(store.upsert(token, batch)));
    }

    private Answers marked() {
        StampRange range = StampRange.before(1 + random.nextInt((int) scan + 1));
        Set<AttendeeId> ids = some().stream().map(AttendeeId::of).collect(Collectors.toSet());
        return both("markAbsent", memory, store(), store -> shown(store.markAbsent(token(fence), range, ids)));
    }

    private Answers erased() {
        AttendeeId person = AttendeeId.of(id());
        SyncLink.Key key = token(fence).key();
        memory.erase(key, person);
        postgres.erase(key, person);
        return read();
    }

    private Answers nextLink() {
        Answers last = fenced(FencingToken.LAST);
        link++;
        fence = 1;
        scan = 1;
        return last;
    }

    private Answers read() {
        int limit = limit();
        StampRange range = StampRange.before(1 + random.nextInt((int) scan + 1));
        SyncLinkId of = token(fence).link();
        return switch (random.nextInt(3)) {
            case 0 -> both("count", memory, store(), store -> store.count(of, range));
            case 1 -> both("unseen", memory, store(), store -> all(after -> store.unseen(of, range, after, limit)));
            default ->
                both(
                        "attendees",
                        memory,
                        store(),
                        store -> all(after -> ((AttendeeQuery) store).attendees(of, after, limit)));
        };
    }

    private AttendeeStore store() {
        return postgres.attendees();
    }

    /** A store may leave the record before out. */
    private static List<Object> shown(AttendeeStore.Written written) {
        List<Object> shown = new ArrayList<>();
        shown.add(written.accepted());
        written.rows().forEach(row -> shown.add(List.of(row.id(), row.result(), row.previousAttendance())));
        return shown;
    }

    private FencingToken token(long by) {
        return new FencingToken(SyncLinkId.of("link-" + link), keyOf(link % 3 == 2 ? "another" : "ours"), by);
    }

    private static SyncLink.Key keyOf(String event) {
        return new SyncLink.Key(
                WorkspaceId.of("acme"),
                ProviderId.of("provider"),
                new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")),
                SyncSubject.event(event));
    }

    private List<String> some() {
        List<String> ids = new ArrayList<>(IDS);
        Collections.shuffle(ids, random);
        return ids.subList(0, 1 + random.nextInt(4));
    }

    private Attendee attendee(String id) {
        return Attendee.builder()
                .id(AttendeeId.of(id))
                .company("company " + random.nextInt(3) + " of \u00e9\uD83C\uDF9F")
                .attendance(random.nextInt(4) == 0 ? Attendance.NOT_ATTENDING : Attendance.ATTENDING)
                .changedAt(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(instant()))
                .build();
    }
}
