package io.holdfast.sandbox;

import java.util.List;
import java.util.Optional;

/** Who attends an event, as any of the providers knows them. */
public sealed interface SandboxPerson permits SandboxAttendee, LumaGuest {
    /** {@return the provider's id of the attendance} */
    String id();

    /** {@return the given name} */
    Optional<String> firstName();

    /** {@return the family name} */
    Optional<String> lastName();

    /** {@return the address} */
    Optional<String> email();

    /** {@return the company} */
    Optional<String> company();

    /** {@return the job title} */
    Optional<String> jobTitle();

    /** {@return whether nobody has said yet who this is} */
    boolean placeholder();

    /** {@return whether they are expected, and not let in yet} */
    boolean isExpected();

    /** {@return whether they, or the organiser, have cancelled} */
    boolean isOff();

    /** {@return their tickets, in the provider's order} */
    List<SandboxTicket> tickets();
}
