package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.RemovalQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** The banner at the top of an event's or channel's page, shown when a person must act: cause, consequence, and the buttons. */
@Value.Immutable
public interface Alert {
    /** What it is about. */
    enum Kind {
        /** The first import gave up. */
        IMPORT_FAILED,
        /** A run gave up after an import had completed. */
        SYNC_FAILED,
        /** The credential is severed. */
        DISCONNECTED,
        /** A person is asked about attendees whom the provider no longer lists. */
        ATTENDEES_MISSING
    }

    /**
     * One step of the way back.
     *
     * @param label what is to be done
     * @param done whether it is done
     * @param at when it was done; empty if it is not, or nobody knows
     */
    record Step(Message label, boolean done, Optional<Instant> at) {
        public Step {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(at, "at");
        }
    }

    /** {@return what it is about} */
    Kind kind();

    /** {@return its colour} */
    Tone tone();

    /** {@return its headline} */
    Message title();

    /** {@return why, in a few words: what a card has room for} */
    Message cause();

    /** {@return what is so and what that does to attendees} */
    Message text();

    /** {@return what to do} */
    Message helps();

    /** {@return the account that is meant, where that is known; its label is personal data, which {@code toString} leaves out} */
    Optional<Account> account();

    /** {@return since when; empty if nobody knows} */
    Optional<Instant> at();

    /** {@return what to quote to support; empty where support could say no more} */
    Optional<String> reference();

    /** {@return whether it keeps failing, so that support is to be told as well} */
    boolean forSupport();

    /** {@return the steps of the way back, in order; only of what is disconnected} */
    List<Step> steps();

    /** {@return its buttons, at least one; the first is what helps, and of an answer the one that changes nothing} */
    List<Button> buttons();

    /** {@return what a person is asked about missing attendees: an answer names its scan and count} */
    Optional<RemovalQuestion> question();

    /** {@return a builder; it asks nothing, and is not for support} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link Alert}. */
    final class Builder extends ImmutableAlert.Builder {
        Builder() {
            forSupport(false);
        }
    }
}
