package io.holdfast.testkit;

import io.holdfast.port.ProviderException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The calls that a scripted provider was asked, and the failures that wait for the next ones. */
final class ScriptedCalls {
    private final Queue<ProviderException> failures = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();

    synchronized void failNext(ProviderException failure) {
        failures.add(failure);
    }

    synchronized void add(String call) {
        calls.add(call);
    }

    synchronized List<String> all() {
        return List.copyOf(calls);
    }

    /** A call that fails if a failure waits for it. */
    synchronized void begin(String call) {
        add(call);
        failIfScripted();
    }

    synchronized void failIfScripted() {
        ProviderException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
