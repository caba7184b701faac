package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.http.Response;
import io.holdfast.model.Admission;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an attendee list, whatever the provider sends. Rows are invented after the provider sheet. */
final class AttendeeListTest {

    @Nested
    class OfARow {
        @Test
        void everyFactOfAFullRowIsKept() {
            Attendee attendee = one("""
                    "order_id": "99", "changed": "2027-03-14T09:26:57Z", "ticket_class_name": "Early bird",
                    "profile": {"name": "Ilse Öberg", "first_name": "Ilse", "last_name": "Öberg", "email": "ilse@example.org",
                      "job_title": "Analyst", "company": "Pier Labs", "cell_phone": "+43 1 555 0100", "addresses": {"home": {}}},
                    "barcodes": [{"barcode": null}, {"barcode": "B1", "status": "used"}, {"barcode": "B2"}],
                    "answers": [{"question_id": "31", "question": "Diet?", "type": "dropdown", "answer": "Vegan"},
                      {"question_id": "32", "type": "number", "answer": 42}, {"question": "Unanswered"},
                      {"question_id": "33", "question": "Diet?", "type": "checkbox", "answer": ["No nuts", "No fish", null]},
                      {"question": "Address", "answer": {"city": "Wien", "at": [{"street": "Kai 1"}], "region": " "}}],
                    "costs": {"gross": {"value": 2740}}, "checked_in": true, "cancelled": false, "refunded": false,
                    "status": "Checked In", "team": null, "unheard_of": [[{}]]
                    """);

            assertThat(attendee.givenName()).contains("Ilse");
            assertThat(attendee.familyName()).contains("Öberg");
            assertThat(attendee.name()).contains("Ilse Öberg");
            assertThat(attendee.email()).contains("ilse@example.org");
            assertThat(attendee.company()).contains("Pier Labs");
            assertThat(attendee.jobTitle()).contains("Analyst");
            assertThat(attendee.phone()).contains("+43 1 555 0100");
            assertThat(attendee.attendance()).isEqualTo(Attendance.ATTENDING);
            assertThat(attendee.providerStatus()).contains("Checked In");
            assertThat(attendee.answers())
                    .containsExactly(
                            new Answer(Optional.of("31"), "Diet?", List.of("Vegan")),
                            new Answer(Optional.of("32"), "", List.of("42")),
                            new Answer(Optional.of("33"), "Diet?", List.of("No nuts", "No fish")),
                            new Answer(Optional.empty(), "Address", List.of("Wien", "Kai 1")));
            assertThat(attendee.changedAt()).contains(Instant.parse("2027-03-14T09:26:57Z"));
            assertThat(attendee.admissions())
                    .containsExactly(Admission.builder()
                            .id("7700112233")
                            .ticketClass("Early bird")
                            .barcode("B1")
                            .checkedIn(true)
                            .build());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\"profile\": null",
                    "\"profile\": {}",
                    "\"profile\": {\"name\": null, \"email\": null}",
                    "\"profile\": \"a text\", \"barcodes\": {}, \"answers\": 7",
                    "\"barcodes\": [null, 1, []], \"status\": {}, \"changed\": \"yesterday\", \"checked_in\": \"yes\"",
                })
        void whatIsMissingOrOfAnotherTypeIsAbsentAndTheRowIsKept(String members) {
            Attendee attendee = one(members);

            assertThat(attendee.email()).isEmpty();
            assertThat(attendee.admissions().get(0).barcode()).isEmpty();
            assertThat(attendee.changedAt()).isEmpty();
            assertThat(attendee.attendance()).isEqualTo(Attendance.ATTENDING);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Info Requested", "info requested", " INFO REQUESTED "})
        void aPlaceholderHasNoNameAndNoAddress(String literal) {
            Attendee attendee = one("\"profile\": {\"name\": \"" + literal + " " + literal + "\", \"first_name\": \""
                    + literal + "\", \"last_name\": \"" + literal + "\", \"email\": \"" + literal + "\"}");

            assertThat(attendee.placeholder()).isTrue();
            assertThat(attendee.givenName()).isEmpty();
            assertThat(attendee.name()).isEmpty();
            assertThat(attendee.email()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            // status text,     checked in, cancelled, refunded, attendance,     admission used
            "Attending,           false, false, false, ATTENDING,     false",
            "Attending,           true,  false, false, ATTENDING,     true",
            "Attending,           false, true,  false, NOT_ATTENDING, false",
            "Attending,           true,  true,  false, NOT_ATTENDING, true",
            "Attending,           false, false, true,  NOT_ATTENDING, false",
            "Attending,           true,  false, true,  NOT_ATTENDING, true",
            "Attending,           false, true,  true,  NOT_ATTENDING, false",
            "Attending,           true,  true,  true,  NOT_ATTENDING, true",
            "Checked In,          false, false, false, ATTENDING,     true",
            "Not Attending,       false, false, false, NOT_ATTENDING, false",
            "not_attending,       false, false, false, NOT_ATTENDING, false",
            "' NOT-ATTENDING ',   false, false, false, NOT_ATTENDING, false",
            "Deleted,             false, false, false, NOT_ATTENDING, false",
            "Unpaid,              false, false, false, AWAITING,      false",
            "Unpaid,              false, true,  false, NOT_ATTENDING, false",
            "Transferred,         false, false, false, ATTENDING,     false",
            "Angemeldet,          false, false, false, ATTENDING,     false",
        })
        void theFlagsDecideBeforeTheWord(
                String status, boolean in, boolean cancelled, boolean refunded, Attendance attendance, boolean used) {
            Attendee attendee = one("\"status\": \"" + status + "\", \"checked_in\": " + in + ", \"cancelled\": "
                    + cancelled + ", \"refunded\": " + refunded);

            assertThat(attendee.attendance()).isEqualTo(attendance);
            assertThat(attendee.admissions().get(0).checkedIn()).isEqualTo(used);
            assertThat(attendee.providerStatus()).contains(status.strip());
        }

        @ParameterizedTest
        @CsvSource({
            "2027-03-14T09:26:57Z,         2027-03-14T09:26:57Z",
            "2027-03-14T09:26:57.25Z,      2027-03-14T09:26:57.25Z",
            "2027-03-14T10:26:57+01:00,    2027-03-14T09:26:57Z",
            "2027-03-14T09:26:57,          2027-03-14T09:26:57Z",
        })
        void datesAreReadLeniently(String written, Instant meant) {
            assertThat(one("\"changed\": \"" + written + "\"").changedAt()).contains(meant);
        }

        @Test
        void namesOfAnyScriptComeWholeAndWhatNoStoreTakesIsReplaced() {
            Attendee attendee = one("\"profile\": {\"first_name\": \"Zoë \\ud83d\\ude00 \\u0041\\u0301\\t\","
                    + " \"last_name\": \"a\\u0000b\\ud83dc\"}");

            assertThat(attendee.givenName()).contains("Zoë 😀 A\u0301");
            assertThat(attendee.familyName()).contains("a\uFFFDb\uFFFDc");
        }

        @Test
        void theLastOfDoubledMembersCounts() {
            assertThat(one("\"status\": \"Attending\", \"status\": \"Unpaid\"").attendance())
                    .isEqualTo(Attendance.AWAITING);
        }
    }

    @Nested
    class OfIds {
        @Test
        void rowsThatShareATextTellItAndThoseThatNearlyDoTellTheirOwn() {
            List<String> halls = List.of("Hall 1 east", "Hall 2 east", "Hall 1 east", "Hall 3 east");
            String[] rows = IntStream.range(0, halls.size())
                    .mapToObj(i -> Answers.row("r" + i, "\"ticket_class_name\": \"" + halls.get(i) + "\""))
                    .toArray(String[]::new);

            AttendeePage page = read(Answers.page(rows));

            assertThat(page.attendees())
                    .extracting(attendee ->
                            attendee.admissions().get(0).ticketClass().orElseThrow())
                    .isEqualTo(halls);
        }

        @Test
        void twoTicketsOfOneOrderAreTwoAttendeesAndNoDigitIsLost() {
            AttendeePage page = read(Answers.page(
                    Answers.row("7700112233", ""), Answers.row("7700112233-1", ""), "{\"id\": 98765432109876543210}"));

            assertThat(page.attendees())
                    .extracting(attendee -> attendee.id().value())
                    .containsExactly("7700112233", "7700112233-1", "98765432109876543210");
        }

        @Test
        void aRowWithoutAnIdOrOfAnotherEventIsRejectedAloneAndNamesNobody() {
            AttendeePage page = read(Answers.page(
                    Answers.row("1", ""),
                    "{\"profile\": {\"name\": \"Ilse\"}}",
                    "{\"id\": \"3\", \"event_id\": \"5\", \"profile\": {\"name\": \"Ilse\"}}",
                    "7",
                    Answers.row("5", "")));

            assertThat(page.attendees()).hasSize(2);
            assertThat(page.rejected())
                    .extracting(Rejected::key, Rejected::code)
                    .containsExactly(tuple("row 2", "no-id"), tuple("3", "other-event"), tuple("row 4", "no-id"));
            assertThat(page.rejected().toString()).doesNotContain("Ilse");
        }
    }

    @Nested
    class OfAnOrganization {
        @Test
        void aRowOfAnyOfItsEventsIsItsOwnAndOneOfAnotherOrganizationIsRejectedAlone() {
            RemoteRef organization = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("41"));

            AttendeePage page = AttendeeList.read(
                    Answers.ok(Answers.page(
                            Answers.row("1", ""),
                            "{\"id\": \"2\", \"event_id\": \"5\", \"organization_id\": \"41\"}",
                            "{\"id\": \"3\", \"organization_id\": \"42\", \"profile\": {\"name\": \"Ilse\"}}",
                            "{\"profile\": {\"name\": \"Ilse\"}}")),
                    organization,
                    Cursor.START);

            assertThat(page.attendees())
                    .extracting(attendee -> attendee.id().value())
                    .containsExactly("1", "2");
            assertThat(page.rejected())
                    .extracting(Rejected::key, Rejected::code)
                    .containsExactly(tuple("3", "other-organization"), tuple("row 4", "no-id"));
            assertThat(page.rejected().toString()).doesNotContain("Ilse");
        }
    }

    @Nested
    class OfTheEnd {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"has_more_items\": false, \"continuation\": \"abc\" | end",
                    "\"has_more_items\": false                            | end",
                    "\"has_more_items\": true, \"continuation\": \"a b\"  | c:a b",
                    "\"page_number\": 1, \"page_count\": 2                | p:2",
                    "\"page_number\": 2, \"page_count\": 2                | end",
                    "\"page_number\": 1, \"page_count\": 1, \"continuation\": \"abc\" | end",
                })
        void hasMoreItemsDecidesAndOldAnswersCountTheirPages(String pagination, String next) {
            AttendeePage page = read("{\"attendees\": [], \"pagination\": {" + pagination + "}}");

            assertThat(page.next().map(Cursor::value).orElse("end")).isEqualTo(next);
        }

        @Test
        void theContinuationIsEncodedWhenItIsAskedFor() {
            assertThat(Pagination.parameter(Cursor.of("c:a b&c=d/é"))).isEqualTo("continuation=a%20b%26c%3Dd%2F%C3%A9");
            assertThat(Pagination.parameter(Cursor.of("p:2"))).isEqualTo("page=2");
            assertThat(Pagination.parameter(Cursor.START)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"attendees\": [], \"pagination\": {\"has_more_items\": true, \"continuation\": null}}",
                    "{\"attendees\": [], \"pagination\": {\"has_more_items\": true, \"continuation\": \" \"}}",
                    "{\"attendees\": [], \"pagination\": {}}",
                    "{\"attendees\": []}",
                    "{\"pagination\": {\"has_more_items\": false}}",
                    "{\"attendees\": null, \"pagination\": {\"has_more_items\": false}}",
                    "{}",
                    "[]",
                    "7",
                    "",
                    "<html></html>",
                    "{\"attendees\": [{\"id\": \"1\"",
                    "{\"attendees\": [{\"id\": \"1\"}], \"pagination\": {\"has_more_items\": fal",
                })
        void aListThatDoesNotProveItsEndIsMalformed(String body) {
            ProviderException failed = catchThrowableOfType(ProviderException.class, () -> read(body));

            assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(failed.getMessage()).contains("events/880011223344/attendees/");
        }

        @Test
        void anAnswerWithoutItsDateIsMalformed() {
            Response undated =
                    Answers.of(200, Answers.page().getBytes(StandardCharsets.UTF_8), Map.of("Date", "today"));

            assertThat(catchThrowableOfType(
                                    ProviderException.class,
                                    () -> AttendeeList.read(undated, Answers.REMOTE, Cursor.START))
                            .kind())
                    .isEqualTo(FailureKind.MALFORMED);
        }
    }

    @Nested
    class OfDepth {
        @Test
        void nestingUpTo64IsPassedOverAndDeeperIsRefused() {
            assertThat(read(Answers.page(Answers.row("1", nested(61)))).attendees())
                    .hasSize(1);
            assertThat(catchThrowableOfType(
                                    ProviderException.class, () -> read(Answers.page(Answers.row("1", nested(62)))))
                            .kind())
                    .isEqualTo(FailureKind.MALFORMED);
        }

        private String nested(int levels) {
            return "\"deep\": " + "[".repeat(levels) + "]".repeat(levels);
        }
    }

    private static Attendee one(String members) {
        AttendeePage page = read(Answers.page(Answers.row("7700112233", members.strip())));
        assertThat(page.rejected()).isEmpty();
        return page.attendees().get(0);
    }

    private static AttendeePage read(String body) {
        return AttendeeList.read(Answers.ok(body), Answers.REMOTE, Cursor.START);
    }
}
