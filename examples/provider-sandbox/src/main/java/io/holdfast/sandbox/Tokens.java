package io.holdfast.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Who may ask: user tokens, one public token, and those that were revoked. */
final class Tokens {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 20;

    private final Map<String, Account> users = new ConcurrentHashMap<>();
    private final Random random;
    private final String publicToken;

    Tokens(long seed) {
        random = new Random(seed);
        publicToken = invent();
    }

    String publicToken() {
        return publicToken;
    }

    synchronized String issue(Account account) {
        String token = invent();
        users.put(token, account);
        return token;
    }

    void revoke(String token) {
        users.remove(token);
    }

    /** Checks the header; an empty answer is the public token, which is nobody. */
    Optional<Account> authenticate(Optional<String> header) {
        String value =
                header.orElseThrow(() -> new Refusal(401, "NO_AUTH", "An OAuth token is required for all requests"));
        if (!value.startsWith("Bearer ") || value.length() == "Bearer ".length()) {
            throw new Refusal(400, "INVALID_AUTH_HEADER", "Authorization header format invalid");
        }
        String token = value.substring("Bearer ".length());
        if (token.equals(publicToken)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(users.get(token))
                .orElseThrow(() -> new Refusal(401, "INVALID_AUTH", "The OAuth token you provided was invalid.")));
    }

    private String invent() {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.toString();
    }
}
