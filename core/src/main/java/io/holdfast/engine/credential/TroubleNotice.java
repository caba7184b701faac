package io.holdfast.engine.credential;

import io.holdfast.engine.gateway.IntegrationWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.model.Integration;
import io.holdfast.model.SanitizedThrowable;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes a trouble of the provider on all accounts that are refused in it, by whichever of them saw it: the others may be asked only
 * when one of the three has recovered, and would see two.
 */
record TroubleNotice(IntegrationWriter writer, RefusalTransitions refusals, InstantSource time) {
    private static final Logger log = LoggerFactory.getLogger(TroubleNotice.class);

    /** Tells those that don't know, if there is a trouble; never throws, because the account that saw it is not to suffer for them. */
    void tell(Integration one, OtherAccounts others) {
        Instant now = time.instant();
        refusals.unawareOfTrouble(one, others).forEach(other -> tell(other, now));
    }

    private void tell(Integration other, Instant seenAt) {
        try {
            writer.changeIf(
                    other.id(),
                    RefusalTransitions::knowsNoTrouble,
                    stored -> RefusalTransitions.inTrouble(stored, seenAt));
        } catch (RuntimeException thrown) {
            log.debug("{} was not told of the trouble", LogIds.of(other.id()), SanitizedThrowable.copyOf(thrown));
        }
    }
}
