package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** Dates are read as the JDK reads them, and no page fails for one. */
final class DatesLaws {
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_9999 = 253_402_300_799L;

    @Property
    void eachSecondIsReadAsItIsWritten(@ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long second) {
        Instant at = Instant.ofEpochSecond(second);

        assertThat(Dates.lenient(at.toString())).contains(at);
        assertThat(Dates.lenient(at.toString().replace("Z", "+00:00"))).contains(at);
        assertThat(Dates.lenient(at.toString().replace("Z", ""))).contains(at);
    }

    @Property
    void eachMillisecondIsReadAsItIsWritten(
            @ForAll @LongRange(min = YEAR_1, max = YEAR_9999 - 1) long second,
            @ForAll @IntRange(max = 999) int millis) {
        Instant at = Instant.ofEpochSecond(second, millis * 1_000_000L);
        String written =
                Instant.ofEpochSecond(second).toString().replace("Z", String.format(Locale.ROOT, ".%03dZ", millis));

        assertThat(Dates.lenient(written)).contains(at);
    }

    @Property
    void whatLooksLikeADateIsReadAsTheJdkDoesOrNotAtAll(
            @ForAll @StringLength(2) @CharRange(from = '+', to = '<') @Chars({'T', 'Z'}) String part) {
        for (String text : List.of(
                part + "27-03-14T09:26:53Z",
                "2027-" + part + "-14T09:26:53Z",
                "2027-03-" + part + "T09:26:53Z",
                "2027-03-14T" + part + ":26:53Z",
                "2027-03-14T09:" + part + ":53Z",
                "2027-03-14T09:26:" + part + "Z",
                "2027-03-14T09:26:" + part + ".589Z",
                "2027-03-14T09:26:53." + part + "9Z",
                "2027-03-14T09:26:535" + part + "9Z")) {
            Dates.lenient(text).ifPresent(read -> assertThat(read).isEqualTo(Instant.parse(text)));
        }
    }

    @Example
    void whatIsNoDateIsNone() {
        assertThat(List.of(
                        "",
                        "soon",
                        "2027-02-30T00:00:00Z",
                        "2027-13-01T00:00:00Z",
                        "2027-03-14T09:26:1:Z",
                        "2027-02-30T00:00:00.000Z"))
                .allMatch(text -> Dates.lenient(text).isEmpty());
    }

    @Example
    void whatIsNearlyIsoIsReadAsItIsMeant() {
        Instant meant = Instant.parse("2026-03-14T09:26:57Z");

        assertThat(List.of(
                        "2026-03-14 09:26:57",
                        "2026-03-14 09:26:57Z",
                        "2026-03-14 09:26:57 +0000",
                        "2026-03-14T09:26:57+0000",
                        "2026-03-14T10:26:57+0100",
                        "2026-03-14T10:26:57+01",
                        "2026-03-14t09:26:57z",
                        " 2026-03-14T09:26:57.000000Z\u200b"))
                .allMatch(text -> Dates.lenient(text).equals(Optional.of(meant)));
        assertThat(Dates.lenient("2026-03-14T09:26Z")).contains(Instant.parse("2026-03-14T09:26:00Z"));
        assertThat(List.of("2026-02-30 00:00:00", "2026-03-14", "2026-03-14  09:26:57 UTC", "1773480417"))
                .allMatch(text -> Dates.lenient(text).isEmpty());
    }

    @Example
    void aDateWithoutAnOffsetIsThatOfItsZone() {
        ZoneId london = ZoneId.of("Europe/London");

        assertThat(Dates.local("2026-07-22T19:00:00", london)).contains(Instant.parse("2026-07-22T18:00:00Z"));
        assertThat(Dates.local("2026-07-22T19:00:00Z", london)).contains(Instant.parse("2026-07-22T19:00:00Z"));
        assertThat(Dates.local("soon", london)).isEmpty();
    }

    @Example
    void aZoneThatJavaDoesNotKnowIsNone() {
        assertThat(Dates.zone("Europe/Vienna")).contains(ZoneId.of("Europe/Vienna"));
        assertThat(Dates.zone("Mars/Olympus")).isEmpty();
        assertThat(Dates.zone("")).isEmpty();
        assertThat(Dates.zone(null)).isEmpty();
    }
}
