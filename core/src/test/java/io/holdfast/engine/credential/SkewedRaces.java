package io.holdfast.engine.credential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Refreshes that race each other on two nodes whose wall clocks differ. */
public final class SkewedRaces {
    private static final int ALL = 2_000;
    private static final int[] SECONDS = {20, 55, 60, 65, 180, 600, 3_456_000};

    private SkewedRaces() {}

    /** What came of them. */
    public record Found(int races, int lost, List<String> wrong) {}

    /** Each so many of them: outside the one window in which a token goes, none may be lost. */
    public static Found explore(int each) {
        List<String> wrong = new ArrayList<>();
        int races = 0;
        for (int seed = 1; seed <= ALL; seed += each) {
            int seconds = SECONDS[seed % SECONDS.length];
            Duration skew = Duration.ofSeconds(seed / SECONDS.length % 2 == 0 ? seconds : -seconds);
            RefreshRace.End end = new RefreshRace(seed, skew).run();
            races++;
            boolean kept = end.integration().isConnected() && end.currentTokenStored();
            if (!end.window() && (!kept || end.tokenCalls() != end.rotations())) {
                wrong.add("seed " + seed + ", skew " + skew + ": " + end.integration() + System.lineSeparator()
                        + String.join(System.lineSeparator(), end.trace()));
            }
        }
        return new Found(races, wrong.size(), wrong);
    }
}
