package io.holdfast.sandbox;

import java.util.Optional;

/**
 * A ticket, as any of the providers knows it.
 *
 * @param ticketClass the name of what was sold
 * @param code what is scanned at the door
 * @param checkedIn whether it was
 */
public record SandboxTicket(String ticketClass, Optional<String> code, boolean checkedIn) {
    /** {@return what was sold and whether it was scanned; the code, which opens the door, is not in it} */
    @Override
    public String toString() {
        return "SandboxTicket[ticketClass=" + ticketClass + ", checkedIn=" + checkedIn + "]";
    }
}
