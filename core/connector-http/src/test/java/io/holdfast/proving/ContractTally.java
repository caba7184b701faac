package io.holdfast.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.opentest4j.TestAbortedException;

/**
 * Counts the checks of the connector contract as they end, each a {@link DynamicTest}, and writes what a run found if it is
 * what was expected.
 */
public final class ContractTally implements InvocationInterceptor, AfterAllCallback {
    private static final String NAME = "connector-contract";

    private final String connector;
    private final String expected;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    /**
     * Makes a tally.
     *
     * @param connector whose checks they are
     * @param expected what has to come of them
     */
    public ContractTally(String connector, String expected) {
        this.connector = connector;
        this.expected = expected;
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> check, DynamicTestInvocationContext test, ExtensionContext context)
            throws Throwable {
        begun.incrementAndGet();
        try {
            check.proceed();
            kept.incrementAndGet();
        } catch (TestAbortedException aborted) {
            skipped.incrementAndGet();
            throw aborted;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        int broken = begun.get() - kept.get() - skipped.get();
        String found = "kept " + kept + ", skipped " + skipped + ", broken " + broken;
        assertThat(found).isEqualTo(expected);
        Proof.write(NAME, connector + ": " + found);
    }
}
