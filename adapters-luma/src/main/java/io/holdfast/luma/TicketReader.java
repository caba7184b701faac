package io.holdfast.luma;

import io.holdfast.http.Dates;
import io.holdfast.http.Json;
import io.holdfast.model.Admission;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One ticket of a guest while its members stream in. Luma checks in tickets, not guests, and takes it back. */
final class TicketReader {
    private final Json json;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String checkedInAt;

    TicketReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            switch (member) {
                case "id", "api_id" -> id = json.filled();
                case "name" -> name = json.shared();
                case "checked_in_at" -> checkedInAt = json.filled();
                default -> json.skip();
            }
        }
    }

    /**
     * The domain's words for it.
     *
     * @param guest whose it is; with the number it is its id if it has none of its own
     * @param number which of the guest's it is, from 1
     * @param code what the guest shows at the door, for all tickets
     */
    Admission admission(String guest, int number, Optional<String> code) {
        return Admission.builder()
                .id(id == null ? guest + "/" + number : id)
                .ticketClass(Optional.ofNullable(name).filter(told -> !told.isBlank()))
                .barcode(code)
                .checkedIn(checkedInAt != null)
                .checkedInAt(Optional.ofNullable(checkedInAt).flatMap(Dates::lenient))
                .build();
    }
}
