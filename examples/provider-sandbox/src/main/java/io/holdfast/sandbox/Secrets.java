package io.holdfast.sandbox;

import java.util.Random;

/** Invents secrets, the same ones for the same seed. */
final class Secrets {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 20;
    /** Known at sight: no log that shows it can be taken for a clean one. */
    private static final String BEGINNING = "T0K3N";

    private final Random random;

    Secrets(long seed) {
        random = new Random(seed);
    }

    synchronized String next() {
        StringBuilder secret = new StringBuilder(BEGINNING);
        while (secret.length() < LENGTH) {
            secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return secret.toString();
    }
}
