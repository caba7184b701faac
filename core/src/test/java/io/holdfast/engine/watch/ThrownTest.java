package io.holdfast.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of a host's exception the log may name. */
final class ThrownTest {
    @Test
    void classesOfCausesAndTheCodeOfADatabaseAreNamedAndNoMessage() throws ReflectiveOperationException {
        Throwable thrown =
                new IllegalStateException("row of ilse@example.org", sql("row of ilse@example.org", "40P01"));

        assertThat(Thrown.named(thrown))
                .isEqualTo("java.lang.IllegalStateException of java.sql.SQLException (SQLState 40P01)");
    }

    @Test
    void aCodeThatIsNoneIsNotNamed() throws ReflectiveOperationException {
        assertThat(Thrown.named(sql("gone", "ilse@example.org"))).isEqualTo("java.sql.SQLException");
        assertThat(Thrown.named(new LooksLikeOne())).isEqualTo(LooksLikeOne.class.getName());
    }

    @Test
    void aCircleOfCausesEnds() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));

        assertThat(Thrown.named(one)).startsWith("java.lang.IllegalStateException of ");
    }

    /** Core does without that module, so its tests ask for it by name as well. */
    private static Throwable sql(String message, String state) throws ReflectiveOperationException {
        return Class.forName("java.sql.SQLException")
                .asSubclass(Throwable.class)
                .getConstructor(String.class, String.class)
                .newInstance(message, state);
    }

    /** Of the host's own, and what it says need not be a code. */
    public static final class LooksLikeOne extends Exception {
        private static final long serialVersionUID = 1L;

        public String getSQLState() {
            return "ABCDE";
        }
    }
}
