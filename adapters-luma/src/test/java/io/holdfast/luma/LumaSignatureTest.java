package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.Hmac;
import io.holdfast.model.Secret;
import io.holdfast.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which deliveries are Luma's. */
final class LumaSignatureTest {
    private static final Secret SECRET = Secret.of("whsec_test_secret");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);
    private static final String BODY = "{\"type\":\"guest.updated\",\"data\":{}}";
    private static final String PROOF = "b51d3c5cea220509e5b04b7fd7f3d0bd201f0ba28fb47550830f9f671c2c4457";
    private static final String USUAL = "t=1700000000,v1=" + PROOF;

    @Test
    void bothKnownSignaturesAreGenuine() {
        assertThat(genuine(USUAL)).isTrue();
        assertThat(LumaSignature.isGenuine(
                        delivery(
                                "{\"type\":\"guest.registered\",\"data\":{\"id\":\"gst-A1\",\"user_name\":\"Zoë Ñandú\"}}",
                                "t=1767225600,v1=f8385c35cba2f4897245876477d40147e523c8b705b7585b3bb2f4ebe6fc163b"),
                        Set.of(Secret.of("whsec_k3yForDocs0nly")),
                        Instant.ofEpochSecond(1_767_225_600L)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-900, true", "-901, false", "420, true", "900, true", "901, false", "86400, false"})
    void aSignatureIsGoodForAQuarterOfAnHourEitherWay(long secondsLater, boolean genuine) {
        assertThat(LumaSignature.isGenuine(delivery(BODY, USUAL), Set.of(SECRET), NOW.plusSeconds(secondsLater)))
                .isEqualTo(genuine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1=0000,t=1700000000,v1=" + PROOF,
                "t=1700000000, v1=0000000000000000000000000000000000000000000000000000000000000000 ,v1=" + PROOF,
                "t=1700000000,v0=" + PROOF + ",v1=" + PROOF,
                "t=1700000000,v1=zz,v1=" + PROOF,
                "v1=" + PROOF + ",t=1700000000"
            })
    void ofSeveralSignaturesOneIsEnough(String header) {
        assertThat(genuine(header)).isTrue();
    }

    @Test
    void theDigitsMayBeUpperCase() {
        assertThat(genuine("t=1700000000,v1=" + PROOF.toUpperCase(Locale.ROOT))).isTrue();
    }

    @Test
    void whileOneSecretTakesThePlaceOfAnotherBothCount() {
        Set<Secret> both = Set.of(Secret.of("whsec_next"), SECRET);

        assertThat(LumaSignature.isGenuine(delivery(BODY, USUAL), both, NOW)).isTrue();
    }

    @Test
    void withoutASecretNothingIsGenuine() {
        assertThat(LumaSignature.isGenuine(delivery(BODY, USUAL), Set.of(), NOW))
                .isFalse();
        assertThat(LumaSignature.isGenuine(delivery(BODY, USUAL), Set.of(Secret.of("")), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "t=1700000000",
                "v1=" + PROOF,
                "t=,v1=" + PROOF,
                "t=now,v1=" + PROOF,
                "t=-1700000000,v1=" + PROOF,
                "t=1700000000.0,v1=" + PROOF,
                "t=01700000000,v1=" + PROOF,
                "t=1700000001,v1=" + PROOF,
                "t=999999999999999999999,v1=" + PROOF,
                "t=1700000000,t=1700000000,v1=" + PROOF,
                "t=1700000000,v1=",
                "t=1700000000,v1=" + PROOF + "00",
                "t=1700000000,v2=" + PROOF,
                "t=1700000000;v1=" + PROOF,
                "T=1700000000,V1=" + PROOF,
                PROOF
            })
    void whatIsWrittenOtherwiseIsNot(String header) {
        assertThat(genuine(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY + "\n", "\uFEFF" + BODY, "{\"type\": \"guest.updated\",\"data\":{}}", "{", ""})
    void theBodyCountsByteByByte(String body) {
        assertThat(LumaSignature.isGenuine(delivery(body, USUAL), Set.of(SECRET), NOW))
                .isFalse();
    }

    @Test
    void withoutTheHeaderItIsNot() {
        Delivery unsigned = Delivery.of(Map.of(), BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(LumaSignature.isGenuine(unsigned, Set.of(SECRET), NOW)).isFalse();
    }

    @Test
    void twoHeadersOfOneTimeEachAreAmbiguous() {
        Delivery twice =
                Delivery.of(Map.of("webhook-signature", List.of(USUAL, USUAL)), BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(LumaSignature.isGenuine(twice, Set.of(SECRET), NOW)).isFalse();
    }

    /** The secret looks like one of theirs: its key would be what follows the prefix, decoded. */
    @Test
    void aSignatureByTheSchemeOfStandardWebhooksIsRefused() {
        String key = Base64.getEncoder().encodeToString("0123456789abcdef0123".getBytes(StandardCharsets.US_ASCII));
        Secret secret = Secret.of("whsec_" + key);
        byte[] signed = ("msg_1.1700000000." + BODY).getBytes(StandardCharsets.UTF_8);
        byte[] proof = Hmac.sha256(Secret.of("0123456789abcdef0123"), signed);
        String base64 = Base64.getEncoder().encodeToString(proof);
        String hex = HexFormat.of().formatHex(proof);

        for (String header : List.of("v1," + base64, "t=1700000000,v1=" + base64, "t=1700000000,v1=" + hex)) {
            Delivery delivery = Delivery.of(
                    Map.of(
                            "webhook-id", List.of("msg_1"),
                            "webhook-timestamp", List.of("1700000000"),
                            "webhook-signature", List.of(header)),
                    BODY.getBytes(StandardCharsets.UTF_8));
            assertThat(LumaSignature.isGenuine(delivery, Set.of(secret), NOW))
                    .as(header)
                    .isFalse();
        }
    }

    private static boolean genuine(String header) {
        return LumaSignature.isGenuine(delivery(BODY, header), Set.of(SECRET), NOW);
    }

    private static Delivery delivery(String body, String header) {
        return Delivery.of(Map.of("WEBHOOK-Signature", List.of(header)), body.getBytes(StandardCharsets.UTF_8));
    }
}
