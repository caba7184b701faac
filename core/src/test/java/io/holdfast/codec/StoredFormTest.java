package io.holdfast.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.holdfast.model.Actor;
import io.holdfast.model.Attendee;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.UnknownFields;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.UserRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredFormTest {
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00.123456789Z");
    private static final SyncLink LINK = StoredExamples.link();
    private static final Attendee ATTENDEE = StoredExamples.attendee();
    private static final String LINK_TEXT = StoredForm.LINK.write(LINK);
    private static final String ATTENDEE_TEXT = StoredForm.ATTENDEE.write(ATTENDEE);

    @Test
    void aTextBeginsWithTheVersionOfItsFormAndItsType() {
        assertThat(LINK_TEXT).startsWith("{\"formVersion\":1,\"type\":\"link\",\"id\":\"link-1\",\"version\":12,");
        assertThat(StoredForm.INTEGRATION.write(StoredExamples.integration()))
                .startsWith("{\"formVersion\":1,\"type\":\"integration\",");
        assertThat(StoredForm.RECORD.write(StoredExamples.record()))
                .startsWith("{\"formVersion\":1,\"type\":\"record\",");
        assertThat(ATTENDEE_TEXT).startsWith("{\"formVersion\":1,\"type\":\"attendee\",");
    }

    @Test
    void longNumbersAreExact() {
        SyncLink old = SyncLink.builder().from(LINK).version(Long.MAX_VALUE - 1).build();
        String text = StoredForm.LINK.write(old);

        assertThat(text).contains("\"version\":9223372036854775806,");
        assertThat(StoredForm.LINK.read(text).version()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void whatAnyTextHoldsIsWrittenInLettersThatEveryStoreTakes() {
        Attendee odd = Attendee.builder()
                .from(ATTENDEE)
                .company("a\u2028b\u0007\"\\/\n\u0085🎉")
                .build();
        String text = StoredForm.ATTENDEE.write(odd);

        assertThat(text).contains("\"company\":\"a\\u2028b\\u0007\\\"\\\\/\\n\\u0085🎉\"");
        assertThat(StoredForm.ATTENDEE.read(text)).isEqualTo(odd);
    }

    @Test
    void whatJsonbRefusesIsWrittenAsAReplacement() {
        Attendee odd = Attendee.builder()
                .from(ATTENDEE)
                .company("a\u0000b\uD83Dc\uDE00")
                .build();

        assertThat(StoredForm.ATTENDEE.write(odd)).contains("\"company\":\"a\uFFFDb\uFFFDc\uFFFD\"");
    }

    @Test
    void whatANewerReleaseAddedIsCarriedAlongAndWrittenBack() {
        String newer = LINK_TEXT
                .replaceFirst("\\{\"kind\":\"EVENT\"", "{\"a/b\":[1.50,null], \"kind\":\"EVENT\"")
                .replaceFirst("}$", ",\"zzz\":{ \"b\":\"\\\\u0041\",\"a\":1e3}}");
        SyncLink read = StoredForm.LINK.read(newer);
        SyncLink moved = SyncStateMachine.decide(
                        read, new UserRequest.SuspendRequested(Actor.HOST), SyncPolicy.defaults(), NOW)
                .link();

        assertThat(read.bookkeeping().unknownFields().values())
                .containsOnly(
                        Map.entry("/key/remote/a~1b", "[1.50,null]"), Map.entry("/zzz", "{\"a\":1e3,\"b\":\"A\"}"));
        assertThat(StoredForm.LINK.write(read))
                .contains("\"remote\":{\"kind\":\"EVENT\",\"id\":\"88001\",\"a/b\":[1.50,null]}")
                .endsWith(",\"zzz\":{\"a\":1e3,\"b\":\"A\"}}");
        assertThat(StoredForm.LINK.read(StoredForm.LINK.write(moved))).isEqualTo(moved);
    }

    /** Nothing is written of it, so what a newer release keeps in it would be lost. */
    @Test
    void aShortfallOfNothingIsRefused() throws IOException {
        String missing = Files.readString(Path.of("src", "test", "resources", "stored", "v1", "link-removals.json"));
        String newer = missing.replaceFirst(
                "\"absences\":\\{", "\"absences\":{\"shortfall\":{\"remembered\":0,\"shortScans\":0,\"later\":1},");

        assertThat(missing).doesNotContain("shortfall");
        assertThat(StoredForm.LINK.read(missing)).isNotNull();
        assertThatExceptionOfType(StoredFormException.class)
                .isThrownBy(() -> StoredForm.LINK.read(newer))
                .withMessageContaining("/bookkeeping/absences/shortfall: expected ");
    }

    @Test
    void anObstacleThatThisReleaseHasNoNameForIsReadAsAnother() {
        String older = LINK_TEXT.replace("\"importable\":true", "\"importable\":false,\"obstacle\":\"it is a series\"");

        SyncLink read = StoredForm.LINK.read(older);

        assertThat(older).isNotEqualTo(LINK_TEXT);
        assertThat(read.remote().orElseThrow().subject().obstacle()).contains(ImportObstacle.OTHER);
        assertThat(StoredForm.LINK.read(StoredForm.LINK.write(read))).isEqualTo(read);
    }

    @Test
    void whatWasCarriedAlongOfAnObjectThatIsGoneIsPassedOver() {
        SyncLink ended = SyncLink.builder()
                .from(LINK)
                .phase(SyncPhase.DISCONNECTED)
                .run(Optional.empty())
                .build();
        SyncLink carrying = ended.toBuilder(
                        kept -> kept.unknownFields(new UnknownFields(Map.of("/run/lease/zzz", "1"))))
                .build();

        assertThat(StoredForm.LINK.read(StoredForm.LINK.write(carrying))).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({"zzz, 1", "/zzz, '1,'", "/zzz, ''", "/zzz, Ilse", "/id, 1", "/key/remote, 1"})
    void whatWasNotReadIsNotCarriedAlong(String pointer, String json) {
        SyncLink forged = LINK.toBuilder(kept -> kept.unknownFields(new UnknownFields(Map.of(pointer, json))))
                .build();

        assertThatThrownBy(() -> StoredForm.LINK.write(forged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected unknown members")
                .hasMessageNotContaining("Ilse");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"phase\":\"LIVE\"', '\"phase\":\"ARCHIVED\"', /phase",
        "'\"kind\":\"CATCH_UP\"', '\"kind\":\"DREAM\"', /run/kind",
        "'\"formVersion\":1', '\"formVersion\":2', /formVersion",
    })
    void aFormOrAWordOfANewerReleaseIsToldAsOne(String right, String wrong, String pointer) {
        assertThatThrownBy(() -> StoredForm.LINK.read(replaced(right, wrong)))
                .isInstanceOfSatisfying(StoredFormException.class, newer -> {
                    assertThat(newer.writtenByNewer()).isTrue();
                    assertThat(newer.pointer()).isEqualTo(pointer);
                })
                .hasMessageContaining("link link-1")
                .hasMessageContaining("newer release");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"phase\":\"LIVE\"', '\"phase\":\"Archived\"', /phase",
        "'\"formVersion\":1', '\"formVersion\":0', /formVersion",
        "'\"formVersion\":1', '\"formVersion\":\"1\"', /formVersion",
        "'\"formVersion\":1,', '', /formVersion",
        "'\"type\":\"link\"', '\"type\":\"attendee\"', /type",
        "'\"version\":12', '\"version\":\"12\"', /version",
        "'\"version\":12', '\"version\":12.0', /version",
        "'\"version\":12', '\"version\":12e0', /version",
        "'\"version\":12', '\"version\":-0', /version",
        "'\"version\":12', '\"version\":9223372036854775808', /version",
        "'\"version\":12', '\"version\":012', ''",
        "'\"version\":12', '\"version\":12,\"version\":12', /version",
        "'\"version\":12', '\"version\":null', /version",
        "'\"version\":12', '\"version\":tru', /version",
        "'\"version\":12', '\"version\"', /version",
        "'\"version\":12,', '', /version",
        "'\"version\":12', '\"version\":0', ''",
        "'\"lease\":{', '\"lease\":{,', /run/lease",
        "'\"owner\":\"node-1\"', '\"owner\":\"\\u0000\"', /run/lease/owner",
        "'\"owner\":\"node-1\"', '\"owner\":\"\\ud83d\"', /run/lease/owner",
        "'\"owner\":\"node-1\"', '\"owner\":\"\\x\"', /run/lease/owner",
        "'\"owner\":\"node-1\"', '\"owner\":\"\\u１234\"', /run/lease/owner",
        "'\"owner\":\"node-1\"', '\"owner\":\"a\tb\"', /run/lease/owner",
        "'\"attendees\":[\"a-1\",', '\"attendees\":[\"a-2\",', /bookkeeping/pendingWork/change/attendees",
        "'\"attendees\":[\"a-1\",', '\"attendees\":[\"\",', /bookkeeping/pendingWork/change/attendees/0",
        "'\"all\":false', '\"all\":true', /bookkeeping/pendingWork/change",
    })
    void aCorruptTextIsATypedErrorThatNamesThePlace(String right, String wrong, String pointer) {
        assertThatThrownBy(() -> StoredForm.LINK.read(replaced(right, wrong)))
                .isInstanceOfSatisfying(StoredFormException.class, told -> {
                    assertThat(told.pointer()).isEqualTo(pointer);
                    assertThat(told.writtenByNewer()).isFalse();
                })
                .hasMessageContaining(pointer.isEmpty() ? "the whole: " : pointer + ": ")
                .hasMessageContaining("expected")
                .hasMessageContaining("restore");
    }

    @Test
    void aTextWithinAnUnknownMemberIsToldByTheObjectItStandsIn() {
        assertThatThrownBy(() ->
                        StoredForm.ATTENDEE.read(ATTENDEE_TEXT.replace("\"question\":\"", "\"Ilse\":{\"id\":\"\\q")))
                .isInstanceOfSatisfying(
                        StoredFormException.class,
                        told -> assertThat(told.pointer()).isEqualTo("/answers/0"))
                .hasMessageNotContaining("Ilse");
    }

    @Test
    void theLimitsAreWhereThePageSaysThatTheyAre() {
        String deepest = LINK_TEXT.replaceFirst("}$", ",\"zzz\":" + "[".repeat(31) + "]".repeat(31) + "}");
        assertThat(StoredForm.LINK.write(StoredForm.LINK.read(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> StoredForm.LINK.read(deepest.replace("[]", "[[]]")))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("at most 32");

        String longest = " ".repeat(JsonReader.MAX_LENGTH - LINK_TEXT.length()) + LINK_TEXT;
        assertThat(StoredForm.LINK.read(longest)).isEqualTo(LINK);
        assertThatThrownBy(() -> StoredForm.LINK.read(longest + " "))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("16777216");
        Attendee endless = Attendee.builder()
                .from(ATTENDEE)
                .company("x".repeat(JsonReader.MAX_LENGTH))
                .build();
        assertThatThrownBy(() -> StoredForm.ATTENDEE.write(endless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueCarriesAtMostAThousandUnknownMembers() {
        Map<String, String> members = new HashMap<>();
        for (int i = 0; i < Entries.MOST; i++) {
            members.put("/" + HostileTexts.name(i), "0");
        }
        Attendee most = Attendee.builder()
                .from(ATTENDEE)
                .unknownFields(new UnknownFields(members))
                .build();
        String text = StoredForm.ATTENDEE.write(most);
        assertThat(StoredForm.ATTENDEE.read(text)).isEqualTo(most);

        assertThatThrownBy(() -> StoredForm.ATTENDEE.read(text.replace("\"answers\":[{", "\"answers\":[{\"one\":0,")))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("at most 1000");
    }

    @Test
    void namesOfOneHashAreReadInNoTime() {
        int length = 8_000_000;
        String names = HostileTexts.colliding(length, i -> '"' + HostileTexts.name(i) + "\":0");
        assertThat(HostileTexts.name(1)).hasSameHashCodeAs(HostileTexts.name(2)).isNotEqualTo(HostileTexts.name(2));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> StoredForm.LINK.read(LINK_TEXT.replaceFirst("}$", "," + names + "}")))
                        .isInstanceOf(StoredFormException.class)
                        .hasMessageContaining("at most 1000"));
    }

    @Test
    void hostileTextsGiveAValueOrTheOneException() {
        HostileTexts tried = new HostileTexts(new Random(7));

        tried.misused(StoredForm.LINK, LINK_TEXT);
        tried.misused(StoredForm.INTEGRATION, StoredForm.INTEGRATION.write(StoredExamples.integration()));
        tried.misused(StoredForm.RECORD, StoredForm.RECORD.write(StoredExamples.record()));
        tried.misused(StoredForm.ATTENDEE, ATTENDEE_TEXT);
        tried.nonsense(StoredForm.LINK);

        assertThat(tried.others()).isEmpty();
        assertThat(tried.tries()).isGreaterThan(5_000);
    }

    private static String replaced(String right, String wrong) {
        assertThat(LINK_TEXT).contains(right);
        return LINK_TEXT.replace(right, wrong);
    }
}
