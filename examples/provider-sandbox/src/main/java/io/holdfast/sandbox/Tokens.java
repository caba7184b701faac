package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask: user tokens, one public token, and those that count no more. */
final class Tokens {
    private static final String SCHEME = "Bearer ";

    private final Map<String, Grant> grants = new HashMap<>();
    private final Set<String> organizations = new HashSet<>();
    private final Secrets secrets;
    private final InstantSource clock;
    private final int revokedAs;
    private final String publicToken;

    Tokens(long seed, InstantSource clock, int revokedAs) {
        secrets = new Secrets(seed);
        this.clock = clock;
        this.revokedAs = revokedAs;
        publicToken = invent();
    }

    String publicToken() {
        return publicToken;
    }

    synchronized String issue(Account account) {
        Grant grant = new Grant(account);
        grant.access = invent();
        grants.put(grant.access, grant);
        organizations.add(account.organizationId());
        return grant.access;
    }

    synchronized TokenPair issuePair(Account account, Duration life) {
        return renew(new Grant(account), life);
    }

    /** Replaces a pair, if the refresh token is its grant's last one and the grant still stands. */
    synchronized Optional<TokenPair> rotate(String refresh, Duration life) {
        return Optional.ofNullable(grants.get(refresh))
                .filter(grant -> !grant.revoked && grant.refresh.equals(refresh))
                .map(grant -> renew(grant, life));
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
                .filter(grant -> grant.admits(token, clock.instant()))
                .map(grant -> grant.account)
                .orElseThrow(
                        () -> new Refusal(revokedAs, "INVALID_AUTH", "The OAuth token you provided was invalid.")));
    }

    String invent() {
        return secrets.next();
    }

    private TokenPair renew(Grant grant, Duration life) {
        TokenPair pair = new TokenPair(invent(), invent(), clock.instant().plus(life));
        grant.access = pair.access();
        grant.refresh = pair.refresh();
        grant.expiry = pair.expiry();
        grants.put(pair.access(), grant);
        grants.put(pair.refresh(), grant);
        return pair;
    }

    /** What one user has allowed: a token without end, or pairs of which the last one counts. */
    private static final class Grant {
        private final Account account;
        private String access = "";
        private String refresh = "";
        private Instant expiry = Instant.MAX;
        private boolean revoked;

        Grant(Account account) {
            this.account = account;
        }

        boolean admits(String token, Instant now) {
            return !revoked && access.equals(token) && now.isBefore(expiry);
        }
    }
}
