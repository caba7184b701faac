package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.port.ProviderException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of a calendar's people tells, in the domain's words. */
final class PeopleListTest {
    @Test
    void aPersonIsAnAttendeeWithoutATicket() {
        Attendee person = person("\"user_id\": \"usr-9\", \"name\": \"Olav Berg\", \"first_name\": \"Olav\","
                + " \"last_name\": \"Berg\", \"email\": \"olav@quay.test\", \"avatar_url\": \"https://quay.test/o.png\","
                + " \"event_approved_count\": 3, \"event_checked_in_count\": 2, \"revenue_usd_cents\": 900, \"tags\":"
                + " [{\"id\": \"tag-1\", \"name\": \"crew\"}], \"membership\": null");

        assertThat(person.id().value()).isEqualTo("calmem-1");
        assertThat(person.name()).contains("Olav Berg");
        assertThat(person.givenName()).contains("Olav");
        assertThat(person.familyName()).contains("Berg");
        assertThat(person.email()).contains("olav@quay.test");
        assertThat(person.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(person.admissions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"membership\": null", "\"membership\": \"gold\"", "\"membership\": []"})
    void whoHasNoMembershipFollowsTheCalendarAndBelongsToIt(String membership) {
        Attendee person = person(membership);

        assertThat(person.attendance()).isEqualTo(Attendance.ATTENDING);
        assertThat(person.providerStatus()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "approved, ATTENDING",
        "pending, AWAITING",
        "approved-pending-payment, AWAITING",
        "declined, NOT_ATTENDING",
        "on_the_moon, UNKNOWN",
    })
    void aMembershipSaysWhetherSomebodyBelongsToIt(String status, Attendance attendance) {
        Attendee person =
                person("\"membership\": {\"calendar_membership_tier_id\": null, \"status\": \"" + status + "\"}");

        assertThat(person.attendance()).isEqualTo(attendance);
        assertThat(person.providerStatus()).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"status\": null}", "{\"status\": \"\"}", "{\"status\": 7}"})
    void ofAMembershipWithoutAStatusNobodyKnows(String membership) {
        assertThat(person("\"membership\": " + membership).attendance()).isEqualTo(Attendance.UNKNOWN);
    }

    @Test
    void aPersonOfOldIsUnwrapped() {
        Attendee person = read("{\"api_id\": \"calmem-7\", \"user\": {\"api_id\": \"usr-7\", \"name\": \"Wilma\","
                        + " \"first_name\": null, \"last_name\": \"\", \"email\": \"wilma@quay.test\"}}")
                .attendees()
                .get(0);

        assertThat(person.id().value()).isEqualTo("calmem-7");
        assertThat(person.name()).contains("Wilma");
        assertThat(person.familyName()).isEmpty();
        assertThat(person.email()).contains("wilma@quay.test");
    }

    @Test
    void aRowWithoutAnIdIsRejectedAlone() {
        AttendeePage page = read(Answers.guest("calmem-1", ""), "{\"user\": {\"id\": \"usr-2\"}}", "null");

        assertThat(page.attendees()).hasSize(1);
        assertThat(page.rejected()).extracting(Rejected::key).containsExactly("row 2", "row 3");
    }

    @Test
    void aListThatIsNoneIsMalformed() {
        ProviderException refused = catchThrowableOfType(
                ProviderException.class,
                () -> GuestList.people(Answers.ok("{\"entries\": null, \"has_more\": false}"), Cursor.START));

        assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    private static Attendee person(String members) {
        return read(Answers.guest("calmem-1", members)).attendees().get(0);
    }

    private static AttendeePage read(String... rows) {
        return GuestList.people(
                Answers.of(200, Endpoints.people(Cursor.START), Answers.page(rows), Map.of()), Cursor.START);
    }
}
