package io.holdfast.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects claims, each to be checked on a fresh subject of its own. */
final class Checks<T> {
    private final List<ContractCheck> checks = new ArrayList<>();
    private final Supplier<? extends T> fresh;

    Checks(Supplier<? extends T> fresh) {
        this.fresh = fresh;
    }

    void add(String name, Claim<T> claim) {
        checks.add(ContractCheck.of(name, () -> {
            T subject = fresh.get();
            try {
                claim.check(subject);
            } finally {
                if (subject instanceof RemoteWorld world) {
                    world.close();
                }
            }
        }));
    }

    List<ContractCheck> list() {
        return List.copyOf(checks);
    }

    /** What is to hold of a subject. */
    @FunctionalInterface
    interface Claim<T> {
        void check(T subject) throws InterruptedException;
    }
}
