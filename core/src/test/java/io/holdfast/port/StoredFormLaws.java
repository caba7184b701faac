package io.holdfast.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.TransitionRecord;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for the text of every value that can be built, more than triggers can reach. */
final class StoredFormLaws {
    @Property
    void everyLinkReadsBackAsItWas(@ForAll long seed) {
        SyncLink link = new StoredValues(seed).link();

        assertThat(StoredForm.readLink(StoredForm.write(link))).isEqualTo(link);
    }

    @Property
    void everyIntegrationReadsBackAsItWas(@ForAll long seed) {
        Integration integration = new StoredValues(seed).integration();

        assertThat(StoredForm.readIntegration(StoredForm.write(integration))).isEqualTo(integration);
    }

    @Property
    void everyRecordReadsBackAsItWas(@ForAll long seed) {
        TransitionRecord record = new StoredValues(seed).transition();

        assertThat(StoredForm.readRecord(StoredForm.write(record))).isEqualTo(record);
    }

    @Property
    void everyAttendeeReadsBackAsItWas(@ForAll long seed) {
        Attendee attendee = new StoredValues(seed).attendee();

        assertThat(StoredForm.readAttendee(StoredForm.write(attendee))).isEqualTo(attendee);
    }

    @Property
    void everyTextSurvivesEveryEncodingAndWritesTheSameAgain(@ForAll long seed) {
        String text = StoredForm.write(new StoredValues(seed).link());

        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text)
                .doesNotContain("\u0000");
        assertThat(StoredForm.write(StoredForm.readLink(text))).isEqualTo(text);
    }

    @Property
    void aBrokenTextIsAValueOrATypedError(
            @ForAll long seed,
            @ForAll @IntRange(max = 4_000) int at,
            @ForAll @CharRange(from = '\n', to = 'z') char c) {
        String text = StoredForm.write(new StoredValues(seed).link());
        StringBuilder broken = new StringBuilder(text);
        broken.setCharAt(at % text.length(), c);

        try {
            assertThat(StoredForm.readLink(broken.toString())).isNotNull();
        } catch (StoredFormException told) {
            assertThat(told.line()).isPositive();
            assertThat(told).hasMessageContaining("expected");
        }
    }

    @Property
    void aTextThatIsCutOffIsATypedError(@ForAll long seed, @ForAll @IntRange(max = 4_000) int at) {
        String text = StoredForm.write(new StoredValues(seed).attendee());

        try {
            Attendee read = StoredForm.readAttendee(text.substring(0, at % text.length()));
            throw new AssertionError("expected no value of half a text but found " + read);
        } catch (StoredFormException told) {
            assertThat(told.line()).isPositive();
        }
    }
}
