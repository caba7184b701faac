package io.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Deliveries of strangers to a real endpoint: each is answered as documented, and nothing comes of any. */
final class HostileDeliveriesTest {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final byte[] NOTHING = new byte[0];
    private static final int HUGE = 50 * 1024 * 1024;
    private static final String UNHEARD = "{\"type\":\"never.heard.of\",\"data\":{}}";
    private static final String BASE = "https://www.eventbriteapi.com";

    /** Addresses that point at nothing: other hosts, schemes, ports, users, paths, and what is only nearly one. */
    private static final List<String> ADDRESSES = List.of(
            BASE + "@evil.example/v3/orders/1/",
            "https://user@www.eventbriteapi.com/v3/orders/1/",
            "https://user:pass@www.eventbriteapi.com/v3/events/1/attendees/2/",
            BASE + ".evil.example/v3/orders/1/",
            BASE + "./v3/orders/1/",
            "https://eventbriteapi.com/v3/orders/1/",
            "https://api.eventbriteapi.com/v3/orders/1/",
            "https://wwwxeventbriteapi.com/v3/orders/1/",
            "https://WWW.EVENTBRITEAPI.COM/v3/events/1/attendees/2/",
            "https://evil.example/https://www.eventbriteapi.com/v3/orders/1/",
            "https://evil.example/v3/events/1/attendees/2/",
            "https://127.0.0.1/v3/events/1/",
            "https://[::1]/v3/events/1/",
            "https://169.254.169.254/latest/meta-data/",
            "//www.eventbriteapi.com/v3/orders/1/",
            "/v3/events/1/attendees/2/",
            "www.eventbriteapi.com/v3/orders/1/",
            "http://www.eventbriteapi.com/v3/events/1/attendees/2/",
            "HTTPS://www.eventbriteapi.com/v3/events/1/",
            "ftp://www.eventbriteapi.com/v3/orders/1/",
            "file:///v3/orders/1/",
            "javascript:" + BASE + "/v3/orders/1/",
            "https:/www.eventbriteapi.com/v3/orders/1/",
            "https:///www.eventbriteapi.com/v3/orders/1/",
            BASE + ":9999/v3/events/1/attendees/2/",
            BASE + ":abc/v3/orders/1/",
            BASE + ":/v3/events/1/",
            BASE + ":80/v3/orders/1/",
            BASE + "/v3/orders/..%2Fusers%2Fme/",
            BASE + "/v3/orders/../users/me/",
            BASE + "/v3/events/1/../../users/me/",
            BASE + "/v3//events/1/",
            BASE + "/v3/events/1//",
            BASE + "\\v3\\orders\\1\\",
            BASE + "/v3/events/1/#fragment",
            BASE + "/v3/events/1/?token=T0K3N",
            BASE + "/v3/events/1/attendees/2/?expand=order",
            BASE + "/v3/events/1/\n",
            BASE + "/v3/events/1/\r\nHost: evil.example",
            " " + BASE + "/v3/events/1/",
            BASE + "/v3/events/\u0661/",
            BASE + "/v3/events/\uff11/attendees/2/",
            BASE + "/v3/events/1234567890123456789012345/",
            BASE + "/v3/events/1/attendees/2-1234567/",
            BASE + "/v3/events/-1/",
            BASE + "/v3/users/me/",
            BASE + "/v3/webhooks/1/",
            BASE + "/v4/events/1/",
            BASE + "/{api-endpoint-to-fetch-object-details}/",
            BASE,
            "");

    private int sent;

    @Test
    void nothingComesOfWhatStrangersDeliver() throws IOException {
        try (Besieged eventbrite = new Besieged(Provider.EVENTBRITE, START, Optional.empty());
                Besieged luma = new Besieged(Provider.LUMA, START, Optional.empty())) {
            eventbriteIsAttacked(eventbrite);
            lumaIsAttacked(luma);
        }
        theKnownSignaturesAreTaken();

        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("hostile-deliveries.txt"),
                String.format(
                        Locale.ENGLISH,
                        "hostile-deliveries: %d deliveries over HTTP, %d addresses, 0 wrong answers, 0 parsed before"
                                + " verified, 0 requests sent, 0 stored%n",
                        sent,
                        ADDRESSES.size()));
        assertThat(ADDRESSES).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    }

    @Test
    void aReceptionThatIsWrongInOnePlaceIsFound() throws IOException {
        int found = 0;
        for (WrongReception wrong : WrongReception.ALL) {
            for (Provider provider : wrong.providers()) {
                try (Besieged host = new Besieged(provider, START, Optional.empty(), wrong)) {
                    assertThatThrownBy(() -> isAttacked(provider, host))
                            .as("%s at %s", wrong.name(), provider)
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(wrong.sign());
                }
            }
            found++;
        }

        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("hostile-deliveries-faults.txt"),
                "hostile-deliveries-faults: " + WrongReception.ALL.size() + " wrong receptions planted, " + found
                        + " found\n");
    }

    private void isAttacked(Provider provider, Besieged host) {
        if (provider == Provider.LUMA) {
            lumaIsAttacked(host);
        } else {
            eventbriteIsAttacked(host);
        }
    }

    private void eventbriteIsAttacked(Besieged host) {
        String test = pointing("test", BASE + "/{api-endpoint-to-fetch-object-details}/");
        // a test and a delivery are remembered once, so that whatever follows changes nothing
        expect(host, 200, test);
        expect(host, 200, pointing("attendee.updated", ""));
        List<Object> before = host.state();

        for (String address : ADDRESSES) {
            for (String action : List.of("attendee.updated", "order.placed", "event.updated", "barcode.checked_in")) {
                expect(host, 200, pointing(action, address));
            }
        }
        expect(host, 200, test);
        expect(host, 200, pointing("no.such.action", BASE + "/v3/events/1/"));
        for (String odd : List.of(
                "{\"config\":{}}",
                "{\"config\":{\"action\":[\"attendee.updated\"]},\"api_url\":{}}",
                "{\"config\":{\"action\":7},\"api_url\":7}",
                "{\"config\":{\"action\":\"order.placed\"},\"api_url\":null}")) {
            expect(host, 200, odd);
        }
        for (String malformed : List.of(
                "",
                "{",
                "[]",
                "7",
                "null",
                "{\"api_url\":\"x\"}",
                "{\"config\":\"attendee.updated\"}",
                "config=1&api_url=2",
                test.substring(0, test.length() - 1),
                test.substring(0, 20),
                test + test,
                "{\"config\":" + nested() + "}")) {
            expect(host, 400, malformed);
        }
        expect(host, 400, "POST", host.address, Map.of(), latin1("{\"config\":{\"action\":\"\u00e9\"}}"));
        fromAnywhere(host, test, 65_537);

        host.turn();
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.watch.readBeforeVerified).hasValue(0);
    }

    private void lumaIsAttacked(Besieged host) {
        expect(host, 200, "POST", host.address, signed(host, UNHEARD), bytes(UNHEARD));
        List<Object> before = host.state();
        int read = host.watch.read.get();
        String guest = "{\"type\":\"guest.updated\",\"data\":{\"id\":\"gst-1\",\"event\":{\"id\":\"evt-1\"}}}";
        long now = host.now.getEpochSecond();
        String secret = host.watch.secret();
        String right = proof(secret, now + "." + guest);

        for (String header : List.of(
                "",
                "garbage",
                "t=" + now,
                "v1=" + right,
                right,
                "t=" + now + ",v1=" + "0".repeat(64),
                "t=" + now + ",v1=" + right.substring(2),
                "t=" + now + ",v1=zz" + right.substring(2),
                "t=" + now + ",v2=" + right,
                "t=" + (now + 1) + ",v1=" + right,
                "t=" + now + ",t=" + now + ",v1=" + right,
                "t=999999999999999999999,v1=" + right,
                "t=" + (now - 901) + ",v1=" + proof(secret, (now - 901) + "." + guest),
                "t=" + (now + 901) + ",v1=" + proof(secret, (now + 901) + "." + guest),
                "t=" + now + ",v1=" + proof("whsec_another", now + "." + guest),
                "t=" + now + ",v1=" + proof(secret.substring("whsec_".length()), now + "." + guest))) {
            expect(host, 401, "POST", host.address, Map.of("Webhook-Signature", header), bytes(guest));
        }
        expect(host, 401, guest);
        expect(host, 401, "{\"type\":" + nested() + "}");
        expect(host, 401, "POST", host.address, signed(host, guest), bytes(guest.substring(0, 30)));
        expect(host, 401, "POST", host.address, signed(host, guest), bytes(guest + " "));
        expect(host, 401, "POST", host.address, Map.of("X-Luma-Signature", proof(secret, guest)), bytes(guest));
        byte[] key = bytes("0123456789abcdef");
        for (byte[] any : List.of(key, bytes(secret))) {
            String standard = Base64.getEncoder().encodeToString(hmac(any, "msg-1." + now + "." + guest));
            for (String header : List.of("v1," + standard, "t=" + now + ",v1=" + standard)) {
                Map<String, String> headers = Map.of(
                        "Webhook-Id", "msg-1", "Webhook-Timestamp", Long.toString(now), "Webhook-Signature", header);
                expect(host, 401, "POST", host.address, headers, bytes(guest));
            }
        }
        assertThat(host.watch.read).as("read of what is not genuine").hasValue(read);

        for (String malformed : List.of("", "{", "[]", "{\"data\":{}}", "{\"type\":" + nested() + "}", UNHEARD + "x")) {
            expect(host, 400, "POST", host.address, signed(host, malformed), bytes(malformed));
        }
        byte[] latin1 = latin1("{\"type\":\"\u00e9\",\"data\":{}}");
        expect(host, 400, "POST", host.address, signed(host, latin1), latin1);
        for (String odd : List.of(
                UNHEARD,
                UNHEARD,
                "{\"type\":\"guest.updated\",\"data\":null}",
                "{\"type\":\"guest.updated\",\"data\":[]}",
                "{\"type\":\"guest.updated\",\"data\":{\"id\":{},\"event\":\"evt-1\"}}",
                "{\"type\":\"event.updated\",\"data\":{\"id\":[\"evt-1\"]}}",
                "{\"type\":\"guest.updated\",\"data\":{\"id\":\"../users\",\"event\":{\"id\":\"http://evil.example/\"}}}")) {
            expect(host, 200, "POST", host.address, signed(host, odd), bytes(odd));
        }
        fromAnywhere(host, UNHEARD, (1 << 20) + 1);

        host.turn();
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.watch.readBeforeVerified).hasValue(0);
    }

    /** Other methods, other addresses, and bodies that are too long, of which nothing is read. */
    private void fromAnywhere(Besieged host, String body, int tooLong) {
        int read = host.watch.read.get();
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            expect(host, 405, method, host.address, signed(host, body), bytes(body));
        }
        for (String other : List.of("x", "/x", "%00", "%2e%2e")) {
            expect(host, 404, "POST", host.address + other, signed(host, body), bytes(body));
        }
        String base = host.address.substring(0, host.address.lastIndexOf('/') + 1);
        String secret = host.address.substring(base.length());
        for (String other : List.of("", "x", "null", secret.substring(1), flipped(secret))) {
            expect(host, 404, "POST", base + other, signed(host, body), bytes(body));
        }
        expect(host, 413, "POST", host.address, Map.of(), new byte[tooLong]);
        expect(host, 413, "POST", host.address, Map.of(), new byte[HUGE]);
        expect(host, 413, "POST", base + "x", Map.of(), new byte[HUGE]);
        assertThat(host.watch.read).as("read of what came from anywhere").hasValue(read);
    }

    /** Both that the provider's practice has shown. */
    private void theKnownSignaturesAreTaken() {
        known(
                "whsec_test_secret",
                1_700_000_000L,
                "{\"type\":\"guest.updated\",\"data\":{}}",
                "b51d3c5cea220509e5b04b7fd7f3d0bd201f0ba28fb47550830f9f671c2c4457");
        known(
                "whsec_k3yForDocs0nly",
                1_767_225_600L,
                "{\"type\":\"guest.registered\",\"data\":{\"id\":\"gst-A1\",\"user_name\":\"Zo\u00eb \u00d1and\u00fa\"}}",
                "f8385c35cba2f4897245876477d40147e523c8b705b7585b3bb2f4ebe6fc163b");
    }

    private void known(String secret, long time, String body, String proof) {
        Map<String, String> headers = Map.of("Webhook-Signature", "t=" + time + ",v1=" + proof);
        try (Besieged host = new Besieged(Provider.LUMA, Instant.ofEpochSecond(time), Optional.of(Secret.of(secret)))) {
            expect(host, 200, "POST", host.address, headers, bytes(body));
            expect(host, 401, "POST", host.address, headers, bytes(body + "\n"));
            assertThat(host.watch.readBeforeVerified).hasValue(0);
        }
    }

    private void expect(Besieged host, int status, String body) {
        expect(host, status, "POST", host.address, Map.of("Content-Type", "application/json"), bytes(body));
    }

    private void expect(Besieged host, int status, String method, String to, Map<String, String> headers, byte[] body) {
        sent++;
        byte[] borne = method.equals("GET") ? NOTHING : body;
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
        assertThat(host.send(method, to, headers, borne))
                .as("%s of %d bytes: %s", method, body.length, start)
                .isEqualTo(status);
    }

    private static Map<String, String> signed(Besieged host, String body) {
        return signed(host, bytes(body));
    }

    /** Where nothing is signed nothing reads it. */
    private static Map<String, String> signed(Besieged host, byte[] body) {
        long now = host.now.getEpochSecond();
        byte[] before = bytes(now + ".");
        byte[] all = new byte[before.length + body.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(body, 0, all, before.length, body.length);
        String proof = HexFormat.of().formatHex(hmac(bytes(host.watch.isSigned() ? host.watch.secret() : "none"), all));
        return Map.of("Webhook-Id", "msg-1", "Webhook-Signature", "t=" + now + ",v1=" + proof);
    }

    private static String proof(String secret, String signed) {
        return HexFormat.of().formatHex(hmac(bytes(secret), signed));
    }

    private static byte[] hmac(byte[] key, String signed) {
        return hmac(key, bytes(signed));
    }

    private static byte[] hmac(byte[] key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String pointing(String action, String address) {
        String escaped = address.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return "{\"config\":{\"action\":\"" + action
                + "\",\"user_id\":\"1\",\"webhook_id\":\"1\",\"endpoint_url\":\"x\"}," + "\"api_url\":\"" + escaped
                + "\"}";
    }

    private static String nested() {
        return "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    }

    private static String flipped(String secret) {
        char last = secret.charAt(secret.length() - 1);
        return secret.substring(0, secret.length() - 1) + (last == 'A' ? 'B' : 'A');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
