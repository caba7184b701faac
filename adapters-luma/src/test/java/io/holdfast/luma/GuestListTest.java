package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of guests tells, in the domain's words. */
final class GuestListTest {
    @Nested
    final class People {
        @Test
        void whatPeopleTypedIsTakenWithoutWhatDoesNotShowAndANameIsPutTogether() {
            Attendee guest = guest("\"user_name\": null, \"user_first_name\": \"Ilse \", \"user_last_name\": \"Berg\","
                    + " \"user_email\": \"\\u200bilse@quay.test \", \"registered_at\": \"2031-03-01T08:00:00.000Z\"");

            assertThat(guest.name()).contains("Ilse Berg");
            assertThat(guest.email()).contains("ilse@quay.test");
            assertThat(guest.registeredAt()).contains(Instant.parse("2031-03-01T08:00:00Z"));
        }

        @Test
        void aGuestIsAnAttendeeWithNameMailAndTelephone() {
            Attendee guest = guest("""
                    "user_name": "Ilse Öberg", "user_first_name": "Ilse", "user_last_name": "Öberg",
                    "user_email": "ilse@pier.test", "phone_number": "+43155501", "approval_status": "approved"
                    """);

            assertThat(guest.id().value()).isEqualTo("gst-1");
            assertThat(guest.name()).contains("Ilse Öberg");
            assertThat(guest.givenName()).contains("Ilse");
            assertThat(guest.familyName()).contains("Öberg");
            assertThat(guest.email()).contains("ilse@pier.test");
            assertThat(guest.phone()).contains("+43155501");
            assertThat(guest.changedAt()).isEmpty();
        }

        @Test
        void whatIsBlankOrNullOrMissingIsAbsent() {
            Attendee guest = guest("\"user_name\": \"Ilse\", \"user_first_name\": null, \"user_last_name\": \"\","
                    + " \"phone_number\": null, \"registration_answers\": null, \"event_tickets\": null");

            assertThat(guest.name()).contains("Ilse");
            assertThat(guest.givenName()).isEmpty();
            assertThat(guest.familyName()).isEmpty();
            assertThat(guest.email()).isEmpty();
            assertThat(guest.phone()).isEmpty();
            assertThat(guest.answers()).isEmpty();
            assertThat(guest.admissions()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "approved, ATTENDING",
            "session, ATTENDING",
            "pending_approval, AWAITING",
            "waitlist, WAITLISTED",
            "declined, NOT_ATTENDING",
            "invited, INVITED",
            "held_by_the_moon, UNKNOWN",
        })
        void theStatusSaysWhetherSomebodyComes(String status, Attendance attendance) {
            Attendee guest = guest("\"approval_status\": \"" + status + "\"");

            assertThat(guest.attendance()).isEqualTo(attendance);
            assertThat(guest.providerStatus()).contains(status);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"\"approval_status\": null", "\"approval_status\": \"\"", "\"approval_status\": {}", ""})
        void withoutAStatusNobodyKnows(String members) {
            assertThat(guest(members).attendance()).isEqualTo(Attendance.UNKNOWN);
            assertThat(guest(members).providerStatus()).isEmpty();
        }
    }

    @Nested
    final class Tickets {
        @Test
        void eachTicketIsCheckedInByItselfAndMayBeTakenBack() {
            Attendee one = guest(tickets("\"2031-03-29T18:04:10.000Z\"", "null"));
            Attendee undone = guest(tickets("null", "null"));

            assertThat(one.admissions()).extracting(Admission::id).containsExactly("tkt-1", "tkt-2");
            assertThat(one.admissions()).extracting(Admission::checkedIn).containsExactly(true, false);
            assertThat(one.admissions().get(0).checkedInAt()).contains(Instant.parse("2031-03-29T18:04:10Z"));
            assertThat(undone.admissions()).extracting(Admission::checkedIn).containsExactly(false, false);
            assertThat(undone.admissions())
                    .allMatch(admission -> admission.checkedInAt().isEmpty());
        }

        @Test
        void aTimeThatJavaCantReadIsACheckInAllTheSame() {
            Admission admission =
                    guest(tickets("\"last night\"", "null")).admissions().get(0);

            assertThat(admission.checkedIn()).isTrue();
            assertThat(admission.checkedInAt()).isEmpty();
        }

        @Test
        void aTicketHasTheClassThatItWasSoldAsAndTheGuestsCode() {
            Attendee guest = guest("\"check_in_qr_code\": \"https://luma.test/in?pk=g-1\", \"event_tickets\":"
                    + " [{\"id\": \"tkt-1\", \"name\": \"Founders (gone)\", \"amount\": 0, \"is_captured\": false}]");

            assertThat(guest.admissions().get(0).ticketClass()).contains("Founders (gone)");
            assertThat(guest.admissions().get(0).barcode()).contains("https://luma.test/in?pk=g-1");
            assertThat(guest.toString()).doesNotContain("pk=g-1");
        }

        @Test
        void aTicketWithoutAnIdIsNamedByItsPlace() {
            Attendee guest = guest("\"event_tickets\": [{\"id\": \"tkt-1\"}, {\"name\": \"Hall\"}]");

            assertThat(guest.admissions()).extracting(Admission::id).containsExactly("tkt-1", "gst-1/2");
        }

        @Test
        void aThousandTicketsOfOneGuestAreOneAttendee() {
            String many = IntStream.range(0, 1_000)
                    .mapToObj(i -> "{\"id\": \"tkt-" + i + "\", \"name\": \"Group\"}")
                    .collect(Collectors.joining(","));

            assertThat(guest("\"event_tickets\": [" + many + "]").admissions())
                    .hasSize(1_000)
                    .extracting(Admission::id)
                    .doesNotHaveDuplicates();
        }

        private static String tickets(String first, String second) {
            return "\"event_tickets\": [{\"id\": \"tkt-1\", \"checked_in_at\": " + first
                    + "}, {\"id\": \"tkt-2\", \"checked_in_at\": " + second + "}]";
        }
    }

    @Nested
    final class Questions {
        @Test
        void anAnswerIsKeptInWordsWhateverItsTypeIsCalled() {
            Attendee guest = answering(
                    "{\"label\": \"Tracks\", \"question_type\": \"select\", \"value\": [\"Glaze\", \"Kiln\", null]}",
                    "{\"label\": \"Size\", \"question_type\": \"dropdown\", \"value\": \"M\"}",
                    "{\"label\": \"Score\", \"question_type\": \"rating\", \"value\": 4}",
                    "{\"label\": \"Rules\", \"question_type\": \"terms\", \"value\": true}",
                    "{\"label\": \"Old\", \"answer\": \"as before\"}",
                    "{\"label\": \"Both\", \"answer\": \"as before\", \"value\": \"as now\"}",
                    "{\"label\": \"Left out\", \"value\": null}",
                    "{\"label\": \"Odd\", \"value\": [[\"deep\"], {\"a\": \"b\"}, \" \"]}");

            assertThat(guest.answers())
                    .containsExactly(
                            answer("Tracks", "Glaze", "Kiln"),
                            answer("Size", "M"),
                            answer("Score", "4"),
                            answer("Rules", "true"),
                            answer("Old", "as before"),
                            answer("Both", "as now"),
                            answer("Odd", "deep", "b"));
        }

        @Test
        void aCompanyIsAnAnswerAndAFact() {
            Attendee guest =
                    answering("{\"label\": \"Work\", \"value\": {\"company\": \"Pier\", \"job_title\": \"Pilot\"}}");
            Attendee none = answering("{\"label\": \"Work\", \"value\": {\"company\": null, \"job_title\": null}}");

            assertThat(guest.answers()).containsExactly(answer("Work", "Pier", "Pilot"));
            assertThat(guest.company()).contains("Pier");
            assertThat(guest.jobTitle()).contains("Pilot");
            assertThat(none.answers()).isEmpty();
            assertThat(none.company()).isEmpty();
        }

        @Test
        void eachAnswerIsKeptWithTheIdOfItsQuestionWhateverTheWords() {
            Attendee guest = answering(
                    "{\"label\": \"Name of guest\", \"question_id\": \"q1\", \"value\": \"Ann\"}",
                    "{\"label\": \"Name of guest\", \"question_id\": \"q2\", \"value\": \"Ben\"}",
                    "{\"label\": \" \", \"question_id\": \"q3\", \"value\": \"x\"}",
                    "{\"value\": \"nobody asked\"}",
                    "{\"label\": \"Diet\", \"value\": \"none\"}",
                    "{\"label\": \"Diet\", \"value\": \"vegan\"}");

            assertThat(guest.answers())
                    .containsExactly(
                            new Answer(Optional.of("q1"), "Name of guest", List.of("Ann")),
                            new Answer(Optional.of("q2"), "Name of guest", List.of("Ben")),
                            new Answer(Optional.of("q3"), "", List.of("x")),
                            answer("", "nobody asked"),
                            answer("Diet", "none"),
                            answer("Diet", "vegan"));
        }

        @Test
        void anAnswerOfOldIsKeptBesideAnEmptyValueOnEitherSide() {
            Attendee guest = answering(
                    "{\"label\": \"Before\", \"answer\": \"Aisle\", \"value\": null}",
                    "{\"label\": \"After\", \"value\": [], \"answer\": \"Aisle\"}",
                    "{\"label\": \"Neither\", \"value\": null, \"answer\": null}");

            assertThat(guest.answers()).containsExactly(answer("Before", "Aisle"), answer("After", "Aisle"));
        }

        @Test
        void whatOneGuestAnswersIsNotTheNextOnes() {
            List<Attendee> guests = read(Answers.page(
                            Answers.guest(
                                    "gst-1",
                                    answers("{\"label\": \"Work\", \"question_id\": \"q1\","
                                            + " \"value\": {\"company\": \"Pier\", \"job_title\": \"Pilot\"}}")),
                            Answers.guest("gst-2", answers("{\"value\": null}")),
                            Answers.guest("gst-3", "")))
                    .attendees();

            assertThat(guests)
                    .extracting(Attendee::company)
                    .containsExactly(Optional.of("Pier"), Optional.empty(), Optional.empty());
            assertThat(guests)
                    .extracting(Attendee::jobTitle)
                    .containsExactly(Optional.of("Pilot"), Optional.empty(), Optional.empty());
            assertThat(guests).extracting(guest -> guest.answers().size()).containsExactly(1, 0, 0);
        }

        @Test
        void guestsWhoAnswerTheSameShareTheAnswer() {
            String diet = answers("{\"label\": \"Diet\", \"question_id\": \"q1\", \"value\": [\"vegan\", \"halal\"]}");
            List<Attendee> guests = read(Answers.page(Answers.guest("gst-1", diet), Answers.guest("gst-2", diet)))
                    .attendees();

            assertThat(guests.get(1).answers().get(0))
                    .isSameAs(guests.get(0).answers().get(0));
        }

        private static Answer answer(String question, String... answered) {
            return new Answer(Optional.empty(), question, List.of(answered));
        }

        private static Attendee answering(String... answers) {
            return guest(answers(answers));
        }

        private static String answers(String... answers) {
            return "\"registration_answers\": [" + String.join(",", answers) + "]";
        }
    }

    @Nested
    final class Rows {
        @Test
        void aRowWithAFormWithoutEndIsRejectedAloneByItsName() {
            String endless = "{\"value\": \"a\"},".repeat(10_500) + "{\"value\": \"a\"}";

            AttendeePage page = read(Answers.page(
                    Answers.guest("gst-1", ""),
                    Answers.guest("gst-2", "\"registration_answers\": [" + endless + "]"),
                    Answers.guest("gst-3", "")));

            assertThat(page.attendees()).extracting(guest -> guest.id().value()).containsExactly("gst-1", "gst-3");
            assertThat(page.rejected())
                    .extracting(Rejected::key, Rejected::code)
                    .containsExactly(tuple("gst-2", "too-large"));
        }

        @Test
        void aRowWithoutAnIdIsRejectedAlone() {
            AttendeePage page = read(Answers.page(
                    Answers.guest("gst-1", ""), "{\"user_name\": \"nobody\"}", "7", Answers.guest("gst-2", "")));

            assertThat(page.attendees()).hasSize(2);
            assertThat(page.rejected()).extracting(Rejected::key).containsExactly("row 2", "row 3");
        }

        @Test
        void aRowOfOldIsUnwrapped() {
            Attendee wrapped = read(Answers.page("{\"api_id\": \"gst-1\", \"guest\": {\"api_id\": \"gst-1\","
                            + " \"user_name\": \"Wanda\", \"approval_status\": \"waitlist\", \"registration_answers\":"
                            + " null, \"event_tickets\": []}}"))
                    .attendees()
                    .get(0);

            assertThat(wrapped.id().value()).isEqualTo("gst-1");
            assertThat(wrapped.name()).contains("Wanda");
            assertThat(wrapped.attendance()).isEqualTo(Attendance.WAITLISTED);
        }

        @Test
        void aRowThatRepeatsItselfAsOfOldCountsOnce() {
            Attendee twice =
                    guest("\"approval_status\": \"approved\", \"event_tickets\": [{\"id\": \"tkt-1\"}], \"guest\":"
                            + " {\"approval_status\": \"approved\", \"event_tickets\": [{\"id\": \"tkt-1\"}]}");

            assertThat(twice.admissions()).hasSize(1);
        }

        @Test
        void aPageIsDatedByTheProvidersClock() {
            assertThat(read(Answers.page()).asOf()).isEqualTo(Instant.parse("2027-03-14T09:26:53Z"));
        }
    }

    @Nested
    final class Places {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"has_more\": false",
                    "\"has_more\": false, \"next_cursor\": \"p9\"",
                    "\"next_cursor\": \"\", \"has_more\": false"
                })
        void onlyTheListItselfSaysThatItEnded(String pagination) {
            assertThat(read("{\"entries\": [], " + pagination + "}").next()).isEmpty();
        }

        @Test
        void anEmptyPageThatGoesOnGoesOn() {
            assertThat(read("{\"entries\": [], \"has_more\": true, \"next_cursor\": \"p2\"}")
                            .next())
                    .contains(Cursor.of("p2"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"entries\": []                                             | does not say whether its list ended",
                    "\"entries\": [], \"next_cursor\": \"p2\"                    | does not say whether its list ended",
                    "\"entries\": [], \"has_more\": \"no\"                       | does not say whether its list ended",
                    "\"entries\": [], \"has_more\": true                         | announced without a cursor",
                    "\"entries\": [], \"has_more\": true, \"next_cursor\": \" \" | announced without a cursor",
                    "\"entries\": [], \"has_more\": true, \"next_cursor\": \"here\" | goes on where this page began",
                    "\"entries\": null, \"has_more\": false                      | it has no list of people",
                    "\"has_more\": false                                         | it has no list of people",
                })
        void aPageThatDoesNotSayHowItGoesOnIsMalformed(String body, String found) {
            ProviderException refused = catchThrowableOfType(
                    ProviderException.class, () -> GuestList.read(Answers.ok("{" + body + "}"), Cursor.of("here")));

            assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(refused).hasMessageContaining(found).hasMessageEndingWith("; try again later");
        }

        @Test
        void aPageOfHtmlIsMalformed() {
            assertThat(catchThrowableOfType(ProviderException.class, () -> read("<html>busy</html>")))
                    .returns(FailureKind.MALFORMED, ProviderException::kind)
                    .hasMessageNotContaining("busy");
        }
    }

    private static AttendeePage read(String body) {
        return GuestList.read(Answers.of(200, Answers.GUESTS, body, Map.of()), Cursor.START);
    }

    private static Attendee guest(String members) {
        List<Attendee> guests =
                read(Answers.page(Answers.guest("gst-1", members.strip()))).attendees();
        assertThat(guests).hasSize(1);
        return guests.get(0);
    }
}
