package io.holdfast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens at Luma, and what the answers make of it. */
final class LumaProviderSideTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:26:53Z");

    private final LumaSandbox sandbox =
            LumaSandbox.builder().clock(InstantSource.fixed(NOW)).start();
    private final LumaEvent event = sandbox.event("Cakes & Ale", 0);
    private final LumaClient client = new LumaClient(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whoRegistersIsApprovedAtOnceWithAFreeTicket() {
        event.register("Noor", "Haddad", "noor@example.org");

        JsonNode guest = only();
        assertThat(guest.get("approval_status").asText()).isEqualTo("approved");
        assertThat(guest.get("user_name").asText()).isEqualTo("Noor Haddad");
        assertThat(guest.get("registered_at").asText()).isEqualTo("2027-03-14T09:26:53.000Z");
        assertThat(guest.get("event_tickets")).hasSize(1);
        assertThat(guest.at("/event_tickets/0/is_captured").asBoolean()).isFalse();
        assertThat(guest.has("checked_in_at")).isFalse();
    }

    @Test
    void whoIsApprovedAfterwardsWasPendingOrInvitedBefore() {
        event.requireApproval(true);
        String pending = event.register("Noor", "Haddad", "noor@example.org").id();
        assertThat(only().get("approval_status").asText()).isEqualTo("pending_approval");
        event.approve(pending);
        assertThat(only().get("approval_status").asText()).isEqualTo("approved");
        event.waitlist(pending);
        assertThat(only().get("event_tickets")).isEmpty();
        event.delete(pending);

        String invited = event.invite("Ilse", "Berg", "ilse@example.org").id();
        assertThat(only().get("registered_at").isNull()).isTrue();
        assertThat(only().get("registration_answers").isNull()).isTrue();
        event.approve(invited);
        assertThat(only().get("registered_at").isNull()).isFalse();
        assertThat(only().get("event_tickets")).hasSize(1);
    }

    @Test
    void aCancelledGuestStaysDeclinedWithoutATicketAndTheDoorRefusesThem() {
        String id = event.register("Noor", "Haddad", "noor@example.org").id();
        event.checkIn(id);

        event.cancel(id);

        assertThat(only().get("approval_status").asText()).isEqualTo("declined");
        assertThat(only().get("event_tickets")).isEmpty();
        assertThatThrownBy(() -> event.checkIn(id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScanIsOfOneTicketAndCanBeTakenBack() {
        LumaEvent large = sandbox.event("Large", 500);
        LumaGuest two = large.attendees().stream()
                .filter(guest -> guest.isExpected() && guest.eventTickets().size() == 2)
                .findFirst()
                .orElseThrow();

        large.checkIn(two.id());
        assertThat(scanned(large, two.id())).containsExactly(true, false);
        large.checkIn(two.id());
        large.checkIn(two.id());
        assertThat(scanned(large, two.id())).containsExactly(true, true);
        large.checkOut(two.id());
        assertThat(scanned(large, two.id())).containsExactly(true, false);
    }

    @Test
    void anEditChangesAnswersAndNoProfile() {
        String id = event.register("Noor", "Haddad", "noor@example.org").id();

        event.edit(id, "Pier Labs", "Analyst");

        JsonNode company = only().at("/registration_answers/0");
        assertThat(company.get("question_type").asText()).isEqualTo("company");
        assertThat(company.at("/value/company").asText()).isEqualTo("Pier Labs");
        assertThat(company.get("answer_job_title").asText()).isEqualTo("Analyst");
        event.edit(id, "Pier Labs", "");
        assertThat(only().at("/registration_answers/0/value/job_title").isNull())
                .isTrue();
    }

    @Test
    void aHiddenGuestIsInNoAnswerButTheProvidersOwnTruth() {
        String id = event.register("Noor", "Haddad", "noor@example.org").id();

        event.hide(id);

        assertThat(client.json(guests()).get("entries")).isEmpty();
        assertThat(event.attendees()).hasSize(1);
    }

    @Test
    void aCancelledEventIsForbiddenAndInNoList() {
        event.cancelEvent();

        LumaAccessTest.assertRefused(client.get(guests()), 403);
        assertThat(client.json("calendars/events/list").get("entries")).isEmpty();
    }

    @Test
    void thePeopleOfACalendarAreWhoFollowsItAndWhoRegistered() {
        LumaPerson follower = sandbox.follow("Ilse", "Berg", "Ilse@example.org");
        event.invite("Only", "Asked", "asked@example.org");
        event.register("Ilse", "Berg", "ilse@example.org");
        String here = event.register("Noor", "Haddad", "noor@example.org").id();
        event.checkIn(here);

        assertThat(LumaClient.ids(client.all("calendars/contacts/list")))
                .hasSize(2)
                .contains(follower.id());
        JsonNode busiest = client.json("calendars/contacts/list?sort_column=event_checked_in_count&sort_direction=desc")
                .at("/entries/0");
        assertThat(busiest.get("email").asText()).isEqualTo("noor@example.org");
        assertThat(busiest.get("event_approved_count").asInt()).isEqualTo(1);
        assertThat(busiest.get("event_checked_in_count").asInt()).isEqualTo(1);

        sandbox.unfollow(follower.id());
        assertThat(client.all("calendars/contacts/list")).hasSize(2);
    }

    private List<Boolean> scanned(LumaEvent of, String guest) {
        return of.attendees().stream()
                .filter(each -> each.id().equals(guest))
                .flatMap(each -> each.tickets().stream())
                .map(SandboxTicket::checkedIn)
                .toList();
    }

    private String guests() {
        return "events/guests/list?event_id=" + event.id();
    }

    private JsonNode only() {
        JsonNode entries = client.json(guests()).get("entries");
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }
}
