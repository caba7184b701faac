package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.OutageProvider.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A provider's trouble disconnects no account, whatever it answers, and one that really was revoked is found all the same; what was
 * ACTIVE is so again by itself.
 */
@Tag("proof")
@Tag("sample")
final class ProviderOutageModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final long SEED = Long.getLong("holdfast.seed", 20_261_127);
    private static final int WORLDS = WHOLE ? 100 : 12;
    private static final int APART = WHOLE ? 60 : 4;
    private static final int LARGE = 500;
    private static final int MANY_LINKS = 30;
    private static final List<Integer> ACCOUNTS = WHOLE ? List.of(3, 4, 5, 6, 8, 12, 20, 50) : List.of(3, 4, 5, 6);
    private static final List<Optional<Duration>> LIVES = List.of(
            Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofHours(3)));
    private static final List<Trouble> STEADY =
            Stream.of(Trouble.values()).filter(Trouble::isSteady).toList();

    private static final double LONGEST_MINUTES = 60 * (WHOLE ? 23 : 6);
    private static final int LEAST_REFUSED = 1_200;
    private static final int LEAST_FOUND = 60;
    private static final int LEAST_BACK = 3_500;

    private final Random random = new Random(SEED);
    private final OutageStory.Case longest =
            withoutRevocations(LARGE, LARGE, Trouble.UNAUTHORIZED_401, Duration.ofHours(23));
    private final AtomicReference<String> cost = new AtomicReference<>("");

    @Test
    void aProvidersTroubleDisconnectsNobodyAndWhatWasActiveIsSoAgain() throws IOException {
        OutageFigures figures = new OutageFigures();
        OutageFigures fewest = new OutageFigures();
        Stream.concat(cases().stream(), apart().stream()).toList().parallelStream()
                .forEach(story -> {
                    OutageStory.End end = OutageStory.tell(story);
                    if (story.equals(longest)) {
                        cost.set(cost(end));
                    }
                    if (story.looksLikeRevocations(end)) {
                        fewest.addApart(story, end);
                    } else {
                        figures.add(story, end);
                    }
                });

        assertThat(figures.wrong()).as("seed %d", SEED).isEmpty();
        assertThat(fewest.wrong()).as("seed %d", SEED).isEmpty();
        if (WHOLE) {
            assertThat(figures.refused()).isGreaterThanOrEqualTo(LEAST_REFUSED);
            assertThat(figures.found()).isGreaterThanOrEqualTo(LEAST_FOUND);
            assertThat(figures.back()).isGreaterThanOrEqualTo(LEAST_BACK);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("provider-outage.txt"),
                    String.join(System.lineSeparator(), figures.line(SEED), fewest.apart(), atTimes(), cost.get(), ""));
        }
    }

    /** Small and middling worlds by chance; the large ones are chosen, because they cost most. */
    private List<OutageStory.Case> cases() {
        List<OutageStory.Case> cases = new ArrayList<>();
        for (int number = 0; number < WORLDS; number++) {
            int accounts = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            int affected = random.nextBoolean() ? accounts : 3 + random.nextInt(accounts - 2);
            Trouble trouble = STEADY.get(number % STEADY.size());
            cases.add(one(accounts, affected, trouble, minutes(LONGEST_MINUTES), 1 + random.nextInt(2)));
        }
        if (WHOLE) {
            cases.addAll(large());
        }
        Collections.shuffle(cases, random);
        return cases;
    }

    /** A trouble for all, for long; shards of some size; accounts with many events. */
    private List<OutageStory.Case> large() {
        return List.of(
                longest,
                one(LARGE, LARGE, Trouble.FORBIDDEN_403, Duration.ofMinutes(50), 1),
                one(LARGE, LARGE, Trouble.NOT_FOUND_404, Duration.ofHours(9), 1),
                one(LARGE, LARGE, Trouble.ERROR_5XX, Duration.ofHours(3), 1),
                one(LARGE, LARGE / 5, Trouble.UNAUTHORIZED_401, Duration.ofHours(1), 1),
                one(LARGE, 3, Trouble.UNAUTHORIZED_401, Duration.ofMinutes(90), 1),
                one(4, 4, Trouble.TIME_OUT, Duration.ofHours(9), MANY_LINKS),
                one(4, 4, Trouble.FORBIDDEN_403_FOR_EVENTS, Duration.ofHours(5), MANY_LINKS));
    }

    /** Shards of one or two accounts among others, and one or two alone: they look like revocations. */
    private List<OutageStory.Case> apart() {
        List<OutageStory.Case> cases = new ArrayList<>();
        for (int number = 0; number < APART; number++) {
            int affected = 1 + random.nextInt(2);
            int accounts = number % 2 == 0 ? affected : affected + 2 + random.nextInt(10);
            cases.add(withoutRevocations(accounts, affected, Trouble.UNAUTHORIZED_401, minutes(LONGEST_MINUTES)));
        }
        return cases;
    }

    /** Where four of five requests are refused by chance some can't be told from revoked ones. */
    private String atTimes() {
        int accounts = LARGE / 5;
        OutageStory.End end = OutageStory.tell(
                withoutRevocations(accounts, accounts, Trouble.UNAUTHORIZED_401_AT_TIMES, Duration.ofHours(9)));
        return "provider-outage, apart: four of five requests refused by chance for 9 h: cut off "
                + end.severed().size() + " of " + accounts;
    }

    private String cost(OutageStory.End all) {
        return String.format(
                Locale.ENGLISH,
                "provider-outage, cost: %d accounts refused for %d h: %.1f questions an account, and %.2f asked of others for it",
                LARGE,
                longest.lasts().toHours(),
                (double) (all.questions() - all.askedForOthers()) / LARGE,
                (double) all.askedForOthers() / LARGE);
    }

    private OutageStory.Case one(int accounts, int affected, Trouble trouble, Duration lasts, int links) {
        boolean revokes = accounts > 3;
        return new OutageStory.Case(
                random.nextLong(),
                accounts,
                affected,
                trouble,
                lasts,
                random.nextBoolean(),
                revokes && random.nextBoolean(),
                revokes && random.nextBoolean(),
                1 + random.nextInt(2),
                links,
                accounts == LARGE ? Optional.empty() : LIVES.get(random.nextInt(LIVES.size())));
    }

    private OutageStory.Case withoutRevocations(int accounts, int affected, Trouble trouble, Duration lasts) {
        return new OutageStory.Case(
                random.nextLong(),
                accounts,
                affected,
                trouble,
                lasts,
                random.nextBoolean(),
                false,
                false,
                1 + random.nextInt(2),
                1,
                Optional.empty());
    }

    /** From one minute on, as likely from 1 to 2 as from 100 to 200. */
    private Duration minutes(double most) {
        return Duration.ofSeconds((long) (60 * Math.exp(random.nextDouble() * Math.log(most))));
    }
}
