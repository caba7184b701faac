package io.holdfast.engine;

import java.util.List;
import java.util.Set;

/**
 * What was asked of a host's stores, without what finds the work of many links by one call.
 *
 * @param calls calls of stores and vault
 * @param rewrites those of them that write a link
 * @param ofAccount calls that remember when anything of an account was read, each few minutes at most however many events it has
 */
record PollCost(long calls, long rewrites, long ofAccount) {
    private static final Set<String> OF_SWEEPS = Set.of("due", "decidedAfter");

    /** All that was written down since it was last forgotten. */
    static PollCost of(CountedPorts ports) {
        List<String> calls = ports.callsOfPorts().stream()
                .filter(call -> call.contains("Store.") || call.startsWith("CredentialVault."))
                .filter(call -> !OF_SWEEPS.contains(call.substring(call.indexOf('.') + 1)))
                .toList();
        long rewrites = calls.stream().filter("SyncLinkStore.replace"::equals).count();
        long ofAccount =
                2 * calls.stream().filter("IntegrationStore.replace"::equals).count();
        return new PollCost(calls.size() - ofAccount, rewrites, ofAccount);
    }
}
