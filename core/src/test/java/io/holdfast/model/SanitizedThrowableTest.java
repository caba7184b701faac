package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.port.ProviderException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is shown of an exception. */
final class SanitizedThrowableTest {
    @Test
    void classesAndPlacesStayAndForeignMessagesGo() {
        IllegalStateException quoting = new IllegalStateException(
                "row ilse@example.org is bad", new IllegalArgumentException("T0K3N is no token"));
        StringWriter shown = new StringWriter();

        SanitizedThrowable.copyOf(quoting).printStackTrace(new PrintWriter(shown));

        assertThat(shown.toString())
                .contains("IllegalStateException", "IllegalArgumentException", "SanitizedThrowableTest")
                .doesNotContain("ilse", "T0K3N");
    }

    @Test
    void ourOwnMessagesStay() {
        ProviderException ours = ProviderException.of(FailureKind.PERMISSION, "expected access to event 1");

        assertThat(SanitizedThrowable.copyOf(ours)).hasMessageContaining("expected access to event 1");
    }

    @Test
    void whatAnExceptionOfOursKeepsOfItsCauseHasNoWords() {
        ProviderException ours = ProviderException.of(FailureKind.INTERNAL, "expected an answer")
                .because(new IllegalStateException("row ilse@example.org is bad"));
        StringWriter shown = new StringWriter();

        ours.suspectingCredential().printStackTrace(new PrintWriter(shown));

        assertThat(shown.toString())
                .contains(
                        "expected an answer",
                        "Caused by: ",
                        "java.lang.IllegalStateException",
                        "SanitizedThrowableTest")
                .doesNotContain("ilse");
    }

    @Test
    void whatWasThrownBesidesIsShownWithoutItsWords() {
        IllegalStateException first = new IllegalStateException("row ilse@example.org is locked");
        first.addSuppressed(new IllegalArgumentException("ilse", new UnsupportedOperationException("ilse")));
        StringWriter shown = new StringWriter();

        SanitizedThrowable.copyOf(first).printStackTrace(new PrintWriter(shown));

        assertThat(shown.toString())
                .contains("Suppressed: ", "IllegalArgumentException", "UnsupportedOperationException")
                .doesNotContain("ilse");
    }

    @Test
    void aCircleOfWhatWasThrownBesidesEnds() {
        IllegalStateException one = new IllegalStateException();
        for (int i = 0; i < 50; i++) {
            one.addSuppressed(new IllegalStateException(one));
        }

        assertThat(SanitizedThrowable.copyOf(one).getSuppressed()).hasSize(3);
    }

    @Test
    void aCircleOfCausesEnds() {
        IllegalStateException one = new IllegalStateException();
        IllegalStateException other = new IllegalStateException(one);
        one.initCause(other);

        assertThat(SanitizedThrowable.copyOf(one)).hasMessageContaining("IllegalStateException");
    }
}
