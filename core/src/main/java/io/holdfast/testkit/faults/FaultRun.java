package io.holdfast.testkit.faults;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one telling of a story went.
 *
 * @param world the world as the story left it
 * @param calls the calls that were numbered, up to the one that the fault struck; all of them in a quiet telling
 * @param struck the call that the fault struck; empty if the story has not as many calls
 * @param engines how many engines there were
 * @param <W> the host's own world
 */
public record FaultRun<W>(W world, List<PortCall> calls, Optional<PortCall> struck, int engines) {
    public FaultRun {
        Objects.requireNonNull(world, "world");
        calls = List.copyOf(calls);
        Objects.requireNonNull(struck, "struck");
    }

    /** Leaves the world out, which may hold people and secrets. */
    @Override
    public String toString() {
        return calls.size() + " calls, struck: "
                + struck.map(PortCall::toString).orElse("none") + ", engines: " + engines;
    }
}
