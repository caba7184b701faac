package io.holdfast.engine.credential;

import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.policy.CredentialPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some accounts of one provider: those that it refuses, and those that were proven last, the latest first. The account that is asked
 * about may be among them. What is one account at the provider counts as one, in however many workspaces. Pure.
 */
record OtherAccounts(List<Integration> refused, List<Integration> proven) {
    OtherAccounts {
        refused = List.copyOf(refused);
        proven = List.copyOf(proven);
    }

    /** The same, and more that are refused. */
    OtherAccounts and(List<Integration> moreRefused) {
        Map<IntegrationId, Integration> all = new LinkedHashMap<>();
        Stream.concat(refused.stream(), moreRefused.stream()).forEach(row -> all.putIfAbsent(row.id(), row));
        return new OtherAccounts(List.copyOf(all.values()), proven);
    }

    /**
     * Whether first refusals of several accounts, this one's or earlier ones that still stand, lie so close together that their
     * provider must be in trouble, and this one is refused during it.
     */
    boolean areInTroubleWith(Integration one, CredentialPolicy policy) {
        Collection<Integration> all = with(one);
        Instant first = one.refusedSince().orElseThrow();
        return all.stream()
                .flatMap(other -> other.refusedSince().stream())
                .filter(since -> !since.isAfter(first))
                .anyMatch(since -> refusedWithin(all, since, policy.troubleWindow()) >= policy.troubleAccounts());
    }

    private static int refusedWithin(Collection<Integration> all, Instant since, Duration window) {
        Set<String> accounts = new LinkedHashSet<>();
        for (Integration one : all) {
            one.refusedSince()
                    .filter(at -> !at.isBefore(since) && !at.isAfter(since.plus(window)))
                    .ifPresent(at -> accounts.add(one.account().id()));
        }
        return accounts.size();
    }

    /** How many accounts these are with this one; of many only as many as were looked at. */
    int accountsWith(Integration one) {
        Set<String> accounts = new LinkedHashSet<>();
        Stream.concat(with(one).stream(), proven.stream())
                .forEach(row -> accounts.add(row.account().id()));
        return accounts.size();
    }

    /** Whether another account was proven within some time, and is not refused since. */
    boolean haveWitnessFor(Integration one, Instant after, Instant notAfter) {
        return others(one).anyMatch(other -> isWithin(other.bookkeeping().provenAt(), after, notAfter));
    }

    private static boolean isWithin(Instant at, Instant after, Instant notAfter) {
        return at.isAfter(after) && !at.isAfter(notAfter);
    }

    /** Of which others may be asked whether the provider accepts them, those that were proven last first; one for each account. */
    List<Integration> toAsk(Integration one, int most, Instant now) {
        Map<String, Integration> each = new LinkedHashMap<>();
        others(one)
                .filter(other -> !other.bookkeeping().isRateLimited(now))
                .forEach(other -> each.putIfAbsent(other.account().id(), other));
        return each.values().stream().limit(most).toList();
    }

    private Stream<Integration> others(Integration one) {
        Set<String> doubted = new LinkedHashSet<>();
        refused.forEach(row -> doubted.add(row.account().id()));
        return proven.stream()
                .filter(Integration::isConnected)
                .filter(other -> other.refusedSince().isEmpty())
                .filter(other -> !doubted.contains(other.account().id()))
                .filter(other -> !other.account().id().equals(one.account().id()));
    }

    /** What was read of this one itself may be older. */
    private Collection<Integration> with(Integration one) {
        Map<IntegrationId, Integration> all = new LinkedHashMap<>();
        all.put(one.id(), one);
        refused.forEach(row -> all.putIfAbsent(row.id(), row));
        return all.values();
    }
}
