package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What lies in the table of secrets, and what becomes of it when somebody else changes it. */
final class SealTest {
    private static final String TEXT = "planted-secret-4711";
    private static final SecretRef REF = SecretRef.of("ref");
    private static final SecretKeys SECOND = SecretKeys.of("second", key(1));

    private final PostgresStorage storage = Server.storage();

    SealTest() {
        storage.vault().put(REF, Secret.of(TEXT));
    }

    @Test
    void whatIsStoredDoesNotHoldTheSecret() {
        byte[] sealed = storage.database()
                .sql("select sealed from {secret}")
                .query(byte[].class)
                .single();

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(TEXT);
    }

    @Test
    void oneSecretIsSealedDifferentlyEachTime() {
        storage.vault().put(SecretRef.of("other"), Secret.of(TEXT));

        assertThat(storage.database()
                        .sql("select count(distinct substr(sealed, 1, 12)) from {secret}")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anOlderKeyIsNeededUntilEverySecretIsSealedAgain() {
        PostgresStorage rotated = by(SECOND.andOlder("first", key(0)));
        assertThat(rotated.vault().read(REF)).contains(Secret.of(TEXT));
        assertThatThrownBy(() -> by(SECOND).vault().read(REF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ref")
                .hasMessageContaining("first");

        assertThat(rotated.sealAgain(10)).isOne();

        assertThat(rotated.sealAgain(10)).isZero();
        assertThat(by(SECOND).vault().read(REF)).contains(Secret.of(TEXT));
    }

    @Test
    void aSecretThatIsMovedToAnotherNameDoesNotOpen() {
        storage.database().sql("update {secret} set ref = 'another'").update();

        assertThatThrownBy(() -> storage.vault().read(SecretRef.of("another")))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(SealTest::tellsNoSecret);
    }

    @Test
    void aSecretThatIsChangedDoesNotOpen() {
        storage.database()
                .sql("update {secret} set sealed = set_byte(sealed, 14, get_byte(sealed, 14) # 1)")
                .update();

        assertThatThrownBy(() -> storage.vault().read(REF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("see whether the row or the key was changed")
                .satisfies(SealTest::tellsNoSecret);
    }

    @Test
    void anExceptionOfAnotherSecretUnderTheNameTellsNeither() {
        assertThatThrownBy(() -> storage.vault().put(REF, Secret.of("another-" + TEXT)))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(SealTest::tellsNoSecret);
    }

    private PostgresStorage by(SecretKeys keys) {
        return PostgresStorage.of(Server.pool(), storage.database().tables(), keys);
    }

    private static SecretKeySpec key(int of) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) of);
        return new SecretKeySpec(bytes, "AES");
    }

    private static void tellsNoSecret(Throwable thrown) {
        StringWriter told = new StringWriter();
        thrown.printStackTrace(new PrintWriter(told));
        assertThat(told.toString()).doesNotContain(TEXT);
    }
}
