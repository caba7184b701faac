package io.holdfast.engine.credential;

import io.holdfast.model.Account;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts of one provider by the minutes at which they were refused first and proven last. */
final class RefusedAccounts {
    static final Instant START = Instant.parse("2027-03-14T09:00:00Z");

    private static final Duration LONG = Duration.ofDays(2);

    private RefusedAccounts() {}

    static Instant minute(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }

    static Integration proven(String account, double minute) {
        return account(account, Optional.empty(), minute(minute));
    }

    static Integration refused(String account, double minute, int refusals) {
        return account(
                account,
                Optional.of(Suspicion.builder()
                        .since(minute(minute))
                        .askAt(minute(minute))
                        .refusedAt(minute(minute))
                        .refusals(refusals)
                        .build()),
                START.minus(Duration.ofDays(1)));
    }

    /** As it is once the provider was seen to refuse others beside it. */
    static Integration inTroubleAt(Integration refused, double minute) {
        Suspicion seen = refused.bookkeeping().suspicion().orElseThrow().toBuilder()
                .troubleSeenAt(minute(minute))
                .build();
        return refused.toBuilder(kept -> kept.suspicion(seen)).build();
    }

    static Integration inWorkspace(String workspace, Integration one) {
        return one.toBuilder()
                .id(IntegrationId.of(one.id().value() + " of " + workspace))
                .workspace(WorkspaceId.of(workspace))
                .build();
    }

    /** A refusal that this node has known of for long, while nobody refreshes. */
    static Refusal refusal(Severance.Cause cause, OtherAccounts others) {
        return new Refusal(cause, LONG, Optional.empty(), others);
    }

    static OtherAccounts others(List<Integration> refused, List<Integration> proven) {
        return new OtherAccounts(refused, proven);
    }

    private static Integration account(String account, Optional<Suspicion> suspicion, Instant provenAt) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot of " + account))
                        .suspicion(suspicion)
                        .provenAt(provenAt)
                        .build())
                .id(IntegrationId.of("integration of " + account))
                .workspace(WorkspaceId.of("workspace of " + account))
                .provider(ProviderId.of("provider"))
                .account(new Account(account, "label"))
                .status(Integration.Status.CONNECTED)
                .connection(1)
                .connectedAt(START.minus(Duration.ofDays(9)))
                .version(1)
                .build();
    }
}
