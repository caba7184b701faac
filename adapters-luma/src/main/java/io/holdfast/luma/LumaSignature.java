package io.holdfast.luma;

import io.holdfast.http.Hmac;
import io.holdfast.model.Secret;
import io.holdfast.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The signature of a delivery: {@code t=<seconds>,v1=<hex>}, where {@code v1} is the HMAC of the time as it stands there, a dot
 * and the raw body, by the whole secret, its prefix included. It is not the scheme of Standard Webhooks, though the secret looks
 * like one of theirs.
 */
final class LumaSignature {
    private static final String HEADER = "Webhook-Signature";
    /** The last of three retries comes seven minutes after the first try, and may bear the first one's time. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private LumaSignature() {}

    static boolean isGenuine(Delivery delivery, Set<Secret> secrets, Instant now) {
        List<String> times = new ArrayList<>();
        List<byte[]> proofs = new ArrayList<>();
        for (String part : String.join(",", delivery.headers(HEADER)).split(",", -1)) {
            String[] both = part.strip().split("=", 2);
            if (both.length == 2 && both[0].equals("t")) {
                times.add(both[1]);
            } else if (both.length == 2 && both[0].equals("v1")) {
                addDecoded(both[1], proofs);
            }
        }
        if (times.size() != 1 || !isRecent(times.get(0), now) || proofs.isEmpty()) {
            return false;
        }
        byte[] signed = (times.get(0) + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] body = delivery.body();
        // all are compared, so that the time taken does not tell which one fits
        boolean genuine = false;
        for (Secret secret : secrets) {
            if (!secret.isBlank()) {
                byte[] right = Hmac.sha256(secret, signed, body);
                for (byte[] proof : proofs) {
                    genuine |= MessageDigest.isEqual(right, proof);
                }
            }
        }
        return genuine;
    }

    private static boolean isRecent(String seconds, Instant now) {
        return seconds.matches("[0-9]{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static void addDecoded(String hex, List<byte[]> proofs) {
        if (hex.matches("[0-9a-fA-F]{64}")) {
            proofs.add(HexFormat.of().parseHex(hex));
        }
    }
}
