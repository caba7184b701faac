package io.holdfast.eventbrite;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Cursor;
import io.holdfast.model.Page;
import io.holdfast.model.Presence;
import io.holdfast.model.StampRange;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.AttendeeStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps no attendee: writes each one's id to a file, a line each, and obeys the fence. For one link. */
final class CountingStore implements AttendeeStore, Closeable {
    private final Writer ids;
    private long fence;

    CountingStore(Path file) throws IOException {
        ids = Files.newBufferedWriter(file);
    }

    @Override
    public synchronized Written upsert(FencingToken token, Batch batch) {
        if (token.fence() < fence) {
            return new Written(false, List.of());
        }
        fence = token.fence();
        List<Row> rows = new ArrayList<>();
        for (Attendee attendee : batch.attendees()) {
            write(attendee.id().value());
            rows.add(Row.of(attendee.id(), RowResult.ADDED));
        }
        return new Written(true, rows);
    }

    @Override
    public synchronized Written markAbsent(FencingToken token, StampRange range, Set<AttendeeId> ids) {
        return new Written(token.fence() >= fence, List.of());
    }

    @Override
    public Page<AttendeeId> unseen(SyncLinkId link, StampRange range, Cursor after, int limit) {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public Presence count(SyncLinkId link, StampRange range) {
        return new Presence(0, 0);
    }

    @Override
    public synchronized void close() throws IOException {
        ids.close();
    }

    private void write(String id) {
        try {
            ids.append(id).append('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
