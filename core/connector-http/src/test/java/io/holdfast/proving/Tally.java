package io.holdfast.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Counts the rows of a table that were tried, and those that went as the table says. */
public final class Tally {
    private int tried;
    private int right;

    /** Tries a row. */
    public void row(Runnable row) {
        tried++;
        row.run();
        right++;
    }

    /** {@return how many were tried} */
    public int tried() {
        return tried;
    }

    /** {@return how many of them failed} */
    public int wrong() {
        return tried - right;
    }

    /**
     * Writes what a whole run found; a sample is no evidence.
     *
     * @param name the name of the evidence
     * @param rows what was counted
     * @param fewest how many there are at least
     */
    public void write(String name, String rows, int fewest) throws IOException {
        if (Proof.WHOLE) {
            Proof.write(name, tried + " " + rows + ", " + wrong() + " wrong");
            assertThat(tried).as(name).isGreaterThanOrEqualTo(fewest);
        }
    }
}
