package io.holdfast.sandbox;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may ask: user tokens, one public token, and those that were revoked. */
final class Tokens {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 20;
    /** Known at sight: no log that shows it can be taken for a clean one. */
    private static final String BEGINNING = "T0K3N";

    private static final String SCHEME = "Bearer ";

    private final Map<String, Account> users = new ConcurrentHashMap<>();
    private final Set<String> organizations = new HashSet<>();
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
        organizations.add(account.organizationId());
        return token;
    }

    void revoke(String token) {
        users.remove(token);
    }

    /** Whether an organization exists, with events or without. */
    synchronized boolean knowsOrganization(String id) {
        return organizations.contains(id);
    }

    /** The token in a well-formed header. */
    static Optional<String> bearer(Optional<String> header) {
        return header.filter(value -> value.matches(SCHEME + "\\S+")).map(value -> value.substring(SCHEME.length()));
    }

    /** Checks the header; an empty answer is the public token, which is nobody. */
    Optional<Account> authenticate(Optional<String> header) {
        if (header.isEmpty()) {
            throw new Refusal(401, "NO_AUTH", "An OAuth token is required for all requests");
        }
        String token = bearer(header)
                .orElseThrow(() -> new Refusal(400, "INVALID_AUTH_HEADER", "Authorization header format invalid"));
        if (token.equals(publicToken)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(users.get(token))
                .orElseThrow(() -> new Refusal(401, "INVALID_AUTH", "The OAuth token you provided was invalid.")));
    }

    private String invent() {
        StringBuilder token = new StringBuilder(BEGINNING);
        while (token.length() < LENGTH) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.toString();
    }
}
