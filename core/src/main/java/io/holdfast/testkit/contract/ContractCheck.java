package io.holdfast.testkit.contract;

import java.util.Optional;

/** One claim about a port, and how to find out whether an implementation keeps it. */
public final class ContractCheck {
    private final String name;
    private final Body body;

    private ContractCheck(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    static ContractCheck of(String name, Body body) {
        return new ContractCheck(name, body);
    }

    /** {@return the claim, as a sentence} */
    public String name() {
        return name;
    }

    /**
     * Checks the claim.
     *
     * @return why it was skipped; empty if it was checked and holds
     * @throws AssertionError if it does not hold, with what was expected and what was found
     */
    public Optional<String> run() {
        try {
            body.run();
            return Optional.empty();
        } catch (Skipped skipped) {
            return Optional.ofNullable(skipped.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + ": expected an answer but found an interrupt", interrupted);
        } catch (RuntimeException failure) {
            throw new AssertionError(
                    name + ": expected no exception but found "
                            + failure.getClass().getSimpleName(),
                    failure);
        } catch (AssertionError broken) {
            throw new AssertionError(name + ": " + broken.getMessage(), broken);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a check does. */
    @FunctionalInterface
    interface Body {
        void run() throws InterruptedException;
    }
}
