package io.holdfast.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Who may ask: user tokens, one public token, and those that count no more. */
final class Tokens {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 20;
    private static final String SCHEME = "Bearer ";

    private final Map<String, Grant> grants = new HashMap<>();
    private final Set<String> organizations = new HashSet<>();
    private final Random random;
    private final int revokedAs;
    private final String publicToken;

    Tokens(long seed, int revokedAs) {
        random = new Random(seed);
        this.revokedAs = revokedAs;
        publicToken = invent();
    }

    String publicToken() {
        return publicToken;
    }

    synchronized String issue(Account account) {
        String token = invent();
        grants.put(token, new Grant(account));
        organizations.add(account.organizationId());
        return token;
    }

    synchronized void revoke(String token) {
        Optional.ofNullable(grants.get(token)).ifPresent(grant -> grant.revoked = true);
    }

    synchronized void restore(String token) {
        Optional.ofNullable(grants.get(token)).ifPresent(grant -> grant.revoked = false);
    }

    /** Whose token this is, or was. */
    synchronized Account user(String token) {
        return Optional.ofNullable(grants.get(token))
                .map(grant -> grant.account)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a token that this sandbox has issued to a user but found another"));
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
    synchronized Optional<Account> authenticate(Optional<String> header) {
        if (header.isEmpty()) {
            throw new Refusal(401, "NO_AUTH", "An OAuth token is required for all requests");
        }
        String token = bearer(header)
                .orElseThrow(() -> new Refusal(400, "INVALID_AUTH_HEADER", "Authorization header format invalid"));
        if (token.equals(publicToken)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(grants.get(token))
                .filter(grant -> !grant.revoked)
                .map(grant -> grant.account)
                .orElseThrow(
                        () -> new Refusal(revokedAs, "INVALID_AUTH", "The OAuth token you provided was invalid.")));
    }

    private String invent() {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.toString();
    }

    /** What one user has allowed. */
    private static final class Grant {
        private final Account account;
        private boolean revoked;

        Grant(Account account) {
            this.account = account;
        }
    }
}
