package io.holdfast.testkit;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts of a scripted provider: which credentials it issued, whose they are, and which it refuses. */
final class ScriptedAccounts {
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

    private final Set<Secret> refused = new HashSet<>();
    private final Map<Secret, Account> accounts = new HashMap<>();
    private final Map<Secret, Credential.OauthTokens> issued = new HashMap<>();
    private final InstantSource time;
    private int tokens;
    private boolean applicationRefused;

    ScriptedAccounts(InstantSource time) {
        this.time = time;
    }

    void refuse(Credential credential) {
        refused.add(credential.bearer());
        issued.values().removeIf(known -> known.bearer().equals(credential.bearer()));
    }

    void end(Credential.OauthTokens ended) {
        refused.add(ended.access());
    }

    void accept(Credential credential) {
        refused.remove(credential.bearer());
    }

    void belongsTo(Credential credential, Account account) {
        accounts.put(credential.bearer(), account);
    }

    void refuseApplication(boolean yes) {
        applicationRefused = yes;
    }

    Account of(Credential credential) {
        failIfRefused(credential);
        return accounts.getOrDefault(credential.bearer(), new Account("account-1", "Scripted account"));
    }

    Credential.OauthTokens issue(Duration life) {
        tokens++;
        Credential.OauthTokens fresh = new Credential.OauthTokens(
                Secret.of("scripted-access-" + tokens),
                Optional.of(Secret.of("scripted-refresh-" + tokens)),
                Optional.of(time.instant().plus(life)));
        issued.put(Secret.of("scripted-refresh-" + tokens), fresh);
        return fresh;
    }

    /** A refresh token is good once. */
    Credential.OauthTokens refresh(Credential.OauthTokens old) {
        if (applicationRefused) {
            throw ProviderException.of(
                    FailureKind.CONFIGURATION,
                    "expected an application that may ask for tokens but it is refused; correct its secret");
        }
        Secret spent = old.refresh().orElseThrow();
        Credential.OauthTokens before = issued.remove(spent);
        if (before == null) {
            throw refusal();
        }
        refused.add(before.bearer());
        Duration life = Duration.between(time.instant(), before.expiresAt().orElseThrow());
        return issue(life.compareTo(SHORTEST_LIFE) > 0 ? life : SHORTEST_LIFE);
    }

    /** Refused, or past its end by this provider's clock. */
    void failIfRefused(Credential credential) {
        boolean over = credential
                .expiresAt()
                .filter(end -> !end.isAfter(time.instant()))
                .isPresent();
        if (over || refused.contains(credential.bearer())) {
            throw refusal();
        }
    }

    private static ProviderException refusal() {
        return ProviderException.of(
                        FailureKind.UNREACHABLE, "expected a valid credential but it is refused; use another")
                .suspectingCredential();
    }
}
