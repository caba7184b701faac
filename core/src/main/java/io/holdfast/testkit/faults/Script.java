package io.holdfast.testkit.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbers the calls of one telling, and says which of them is struck. */
final class Script {
    private static final int MOST = 1_000_000;

    private final List<PortCall> calls = new ArrayList<>();
    private final int at;
    private final Optional<Fault> fault;
    private boolean struck;
    private int made;

    Script(int at, Optional<Fault> fault) {
        this.at = at;
        this.fault = fault;
    }

    /** Counts a call, and gives the fault that strikes it. After it nothing is counted any more: the quiet run did that. */
    synchronized Optional<Fault> next(String port, String method) {
        made++;
        if (made > MOST) {
            throw new IllegalStateException("expected the story to end but after " + MOST
                    + " calls it goes on; find what is due again as soon as it was done");
        }
        if (struck) {
            return Optional.empty();
        }
        calls.add(new PortCall(calls.size() + 1, port, method));
        struck = calls.size() == at;
        return struck ? fault : Optional.empty();
    }

    synchronized boolean isStruck() {
        return struck;
    }

    /** Whether a call of this telling may still hang. */
    synchronized boolean mayHang() {
        return !struck && fault.filter(one -> one.kind() == Fault.Kind.BLOCK).isPresent();
    }

    synchronized List<PortCall> calls() {
        return List.copyOf(calls);
    }

    synchronized Optional<PortCall> struck() {
        return struck ? Optional.of(calls.get(at - 1)) : Optional.empty();
    }
}
