package io.holdfast.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One ticket of a guest of the fake Luma. A snapshot: later changes make another.
 *
 * @param id its id
 * @param typeId the id of its type
 * @param name the name of its type
 * @param amount what it costs, in cents
 * @param currency in what; a free ticket has {@code usd} as a placeholder, or nothing
 * @param captured whether it was paid; not, for a free one
 * @param checkedInAt when it was scanned, whole seconds
 */
public record LumaTicket(
        String id,
        String typeId,
        String name,
        int amount,
        Optional<String> currency,
        boolean captured,
        Optional<Instant> checkedInAt) {
    LumaTicket checked(Optional<Instant> at) {
        return new LumaTicket(id, typeId, name, amount, currency, captured, at);
    }

    LumaTicket paid() {
        return new LumaTicket(id, typeId, name, amount, currency, amount > 0, checkedInAt);
    }
}
