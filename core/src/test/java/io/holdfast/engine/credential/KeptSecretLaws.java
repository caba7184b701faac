package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.OrphanedSecrets;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What holds of an integration and its secret slots, whatever is done to it in whatever order. */
final class KeptSecretLaws {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final Account ACCOUNT = new Account("account-1", "Account");
    private static final Credential KEY = Credential.apiKey("key-that-never-shows");

    private final CredentialPolicy policy = CredentialPolicy.builder().build();
    private final IntegrationTransitions transitions = new IntegrationTransitions(policy);
    private final KeptSecretTransitions rules = new KeptSecretTransitions(policy);
    private final RefreshTransitions claims = new RefreshTransitions(policy);

    /** What may become of it next; what does not apply leaves it as it is. */
    enum Step {
        CLAIM,
        REFRESH,
        SEVER_BY_VERDICT,
        DISCONNECT,
        ASK,
        ACCEPT,
        REFUSE,
        REPLACE,
        END,
        REVIVE,
        AUTHORISE
    }

    @Property(tries = 500)
    void reviveNeverLowersOrKeepsAConnectionNumberAndNothingElseRaisesItButAnAuthorisation(
            @ForAll @Size(max = 25) List<Step> steps) {
        walk(steps, (step, before, after) -> {
            boolean begins = !before.isConnected() && after.isConnected();
            assertThat(after.connection()).isEqualTo(before.connection() + (begins ? 1 : 0));
            assertThat(after.bookkeeping().credentialVersion())
                    .isGreaterThanOrEqualTo(before.bookkeeping().credentialVersion());
            assertThat(begins && step != Step.REVIVE && step != Step.AUTHORISE)
                    .as("begins a connection by itself")
                    .isFalse();
        });
    }

    @Property(tries = 500)
    void aSlotThatWasNamedIsNamedOrToBeForgotten(@ForAll @Size(max = 25) List<Step> steps) {
        Set<SecretRef> ever = new HashSet<>();
        walk(steps, (step, before, after) -> {
            ever.addAll(named(before));
            ever.addAll(named(after));
            Set<SecretRef> known = new HashSet<>(named(after));
            known.addAll(orphaned(after));
            assertThat(known).containsExactlyInAnyOrderElementsOf(ever);
            assertThat(orphaned(after)).noneMatch(named(after)::contains);
        });
    }

    @Property(tries = 500)
    void whatAPersonDisconnectedIsKeptByNothing(@ForAll @Size(max = 25) List<Step> steps) {
        walk(steps, (step, before, after) -> {
            boolean byVerdict = after.severance().filter(Severance::isVerdict).isPresent();
            assertThat(after.bookkeeping().keptSecret().isPresent() && !byVerdict)
                    .isFalse();
            if (step == Step.DISCONNECT || step == Step.END) {
                assertThat(after.bookkeeping().keptSecret()).isEmpty();
            }
        });
    }

    /** Looks at one step. */
    private interface Look {
        void at(Step step, Integration before, Integration after);
    }

    private void walk(List<Step> steps, Look look) {
        Integration stored = connected();
        Instant now = START;
        for (int i = 0; i < steps.size(); i++) {
            now = now.plus(Duration.ofMinutes(40));
            Integration next = next(stored, steps.get(i), SecretRef.of("fresh-" + i), now);
            look.at(steps.get(i), stored, next);
            stored = next;
        }
    }

    private Integration next(Integration stored, Step step, SecretRef fresh, Instant now) {
        if (stored.isConnected()) {
            return connectedNext(stored, step, fresh, now);
        }
        return stored.bookkeeping()
                .keptSecret()
                .map(kept -> keptNext(stored, kept, step, fresh, now))
                .orElseGet(() -> step == Step.AUTHORISE ? authorised(stored, fresh, now) : stored);
    }

    private Integration connectedNext(Integration stored, Step step, SecretRef fresh, Instant now) {
        return switch (step) {
            case CLAIM -> claims.claimed(stored, "owner", fresh, now);
            case REFRESH ->
                transitions.refreshed(
                        stored,
                        stored.bookkeeping().claim().map(RefreshClaim::next).orElse(fresh),
                        KEY,
                        true,
                        now);
            case SEVER_BY_VERDICT -> transitions.severed(stored, Severance.Cause.EXPIRED, now);
            case DISCONNECT -> transitions.severed(stored, Severance.Cause.DISCONNECTED_IN_SETTINGS, now);
            case AUTHORISE -> authorised(stored, fresh, now);
            case ASK, ACCEPT, REFUSE, REPLACE, END, REVIVE -> stored;
        };
    }

    private Integration keptNext(Integration stored, KeptSecret kept, Step step, SecretRef fresh, Instant now) {
        return switch (step) {
            case ASK -> rules.asking(stored, now);
            case ACCEPT -> KeptSecretTransitions.accepted(stored, now);
            case REFUSE -> KeptSecretTransitions.refused(stored);
            case REPLACE ->
                KeptSecretTransitions.replaced(
                        stored, kept.claim().map(RefreshClaim::next).orElse(fresh), now);
            case DISCONNECT, END -> KeptSecretTransitions.dropped(stored, now);
            case REVIVE -> transitions.revived(stored, ACCOUNT, KEY, false, now);
            case AUTHORISE -> authorised(stored, fresh, now);
            case CLAIM, REFRESH, SEVER_BY_VERDICT -> stored;
        };
    }

    private Integration authorised(Integration stored, SecretRef fresh, Instant now) {
        return transitions.authorised(stored, ACCOUNT, fresh, KEY, false, now);
    }

    private static Set<SecretRef> named(Integration one) {
        IntegrationBookkeeping kept = one.bookkeeping();
        Set<SecretRef> slots = new HashSet<>();
        Stream.of(
                        kept.credential(),
                        kept.claim().map(RefreshClaim::next),
                        kept.keptSecret().map(KeptSecret::slot),
                        kept.keptSecret().flatMap(KeptSecret::claim).map(RefreshClaim::next))
                .flatMap(Optional::stream)
                .forEach(slots::add);
        return slots;
    }

    private static Set<SecretRef> orphaned(Integration one) {
        return one.bookkeeping().orphanedSecrets().map(OrphanedSecrets::slots).orElse(Set.of());
    }

    private Integration connected() {
        SecretRef slot = SecretRef.of("slot");
        Integration begun = transitions.begun(
                IntegrationId.of("i-1"), WorkspaceId.of("acme"), ProviderId.of("scripted"), ACCOUNT, slot, START);
        return transitions.authorised(begun, ACCOUNT, slot, KEY, false, START);
    }
}
