package io.holdfast.luma;

import io.holdfast.http.Dates;
import io.holdfast.http.Json;
import io.holdfast.model.Admission;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tickets of guests, one after the other, while their members stream in. Luma checks in tickets, not guests, and takes it back. */
final class TicketReader {
    private final Json json;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String checkedInAt;

    TicketReader(Json json) {
        this.json = json;
    }

    void read() throws IOException {
        id = null;
        name = null;
        checkedInAt = null;
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
     * @param code what the guest shows at the door, for all tickets; null if there is none
     */
    Admission admission(String guest, int number, @Nullable String code) {
        Admission.Builder admission = Admission.builder();
        admission.id(id == null ? guest + "/" + number : id).checkedIn(checkedInAt != null);
        if (name != null && !name.isBlank()) {
            admission.ticketClass(name);
        }
        if (code != null) {
            admission.barcode(code);
        }
        if (checkedInAt != null) {
            admission.checkedInAt(Dates.lenient(checkedInAt));
        }
        return admission.build();
    }
}
