package io.holdfast.testkit.contract;

import static io.holdfast.testkit.contract.AttendeeSamples.EARLY;
import static io.holdfast.testkit.contract.AttendeeSamples.LATE;
import static io.holdfast.testkit.contract.AttendeeSamples.LINK;
import static io.holdfast.testkit.contract.AttendeeSamples.attendee;
import static io.holdfast.testkit.contract.AttendeeSamples.token;

import io.holdfast.model.Attendee;
import io.holdfast.model.ImportMode;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.AttendeeStore.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an {@link AttendeeStore} promises of the host's own rows, where the host matches attendees to rows that it made itself.
 * Hosts that match nobody have nothing to check here.
 */
public final class HostRowsContract {
    private static final SyncSubject EVENT = token(LINK, 1).key().subject();
    private static final String EMAIL = "ilse@example.org";

    private HostRowsContract() {}

    /** A host's guests, as its own page works on them. */
    public interface Guests {
        /** {@return the store that the engine writes to} */
        AttendeeStore store();

        /**
         * A person enters a guest by hand, who is then matched by the e-mail.
         *
         * @param event the host's own event
         * @param email the e-mail
         * @param company a fact that the provider may tell otherwise
         */
        void enter(SyncSubject event, String email, String company);

        /**
         * {@return the companies of all guests of an event that have an e-mail, one for each row}
         *
         * @param event the host's own event
         * @param email the e-mail
         */
        List<String> companies(SyncSubject event, String email);
    }

    /**
     * {@return the checks, each on guests of its own}
     *
     * @param fresh makes an empty guest list
     */
    public static List<ContractCheck> checks(Supplier<? extends Guests> fresh) {
        Checks<Guests> checks = new Checks<>(fresh);
        checks.add("a row that is matched is updated where the mode says so", HostRowsContract::updated);
        checks.add(
                "a row that is matched stays where the mode says so, later changes included", HostRowsContract::kept);
        checks.add("a row that came from the provider follows it in either mode", HostRowsContract::follows);
        checks.add("another mode holds from the next time that an attendee arrives", HostRowsContract::changed);
        checks.add("a row that once followed the provider goes on following it", HostRowsContract::goesOn);
        return checks.list();
    }

    private static void updated(Guests guests) {
        guests.enter(EVENT, EMAIL, "by hand");
        arrives(guests, 1, ImportMode.UPDATE_EXISTING, "told", EARLY);
        is(guests, "told");
    }

    private static void kept(Guests guests) {
        guests.enter(EVENT, EMAIL, "by hand");
        arrives(guests, 1, ImportMode.KEEP_EXISTING, "told", EARLY);
        is(guests, "by hand");
        arrives(guests, 2, ImportMode.KEEP_EXISTING, "told later", LATE);
        is(guests, "by hand");
    }

    private static void follows(Guests guests) {
        arrives(guests, 1, ImportMode.KEEP_EXISTING, "told", EARLY);
        arrives(guests, 2, ImportMode.KEEP_EXISTING, "told later", LATE);
        is(guests, "told later");
    }

    private static void changed(Guests guests) {
        guests.enter(EVENT, EMAIL, "by hand");
        arrives(guests, 1, ImportMode.KEEP_EXISTING, "told", EARLY);
        arrives(guests, 2, ImportMode.UPDATE_EXISTING, "told", EARLY);
        is(guests, "told");
    }

    private static void goesOn(Guests guests) {
        guests.enter(EVENT, EMAIL, "by hand");
        arrives(guests, 1, ImportMode.UPDATE_EXISTING, "told", EARLY);
        arrives(guests, 2, ImportMode.KEEP_EXISTING, "told later", LATE);
        is(guests, "told later");
    }

    /** One row, so nobody stands twice. */
    private static void is(Guests guests, String company) {
        Assertions.same("companies", List.of(company), guests.companies(EVENT, EMAIL));
    }

    private static void arrives(Guests guests, long page, ImportMode mode, String company, Instant changedAt) {
        if (page == 1) {
            guests.store().upsert(token(LINK, 1), Batch.empty(1));
        }
        Attendee arrived =
                attendee("a", company, changedAt).toBuilder().email(EMAIL).build();
        guests.store().upsert(token(LINK, 1), new Batch(List.of(arrived), page, page, 0, Set.of(), mode));
    }
}
