package io.holdfast.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Invents people, with names of many scripts and with none, the same ones for the same seed. */
final class People {
    private static final List<String> FIRST_NAMES = List.of(
            "Ilse",
            "Zoë",
            "Noor",
            "Åsa",
            "Jean-Luc",
            "María José",
            "فاطمة",
            "王芳",
            "Дарья",
            "Siobhán",
            "O\u0301scar",
            "😀 Kit",
            "Ngọc",
            "Ibrahim",
            "Chloe");
    private static final List<String> LAST_NAMES = List.of(
            "Öberg",
            "Åström-Ñuñez",
            "Haddad",
            "van der Berg",
            "O'Neill",
            "الزهراء",
            "李",
            "Иванова",
            "Müller",
            "𝒜lder",
            "Nguyễn",
            "Şahin",
            "Smith",
            "de la Cruz");
    private static final List<String> COMPANIES =
            List.of("Pier Labs", "Harbour & Sons", "Größe GmbH", "株式会社みなと", "North Quay");
    private static final List<String> JOB_TITLES = List.of("Analyst", "Data Engineer", "Geschäftsführerin", "Intern");

    private final Random random;

    People(long seed) {
        random = new Random(seed);
    }

    Person person() {
        if (chance(3)) {
            return Person.UNKNOWN;
        }
        String first = pick(FIRST_NAMES);
        String last = chance(1) ? "x".repeat(300) : pick(LAST_NAMES);
        return new Person(
                Optional.of(first),
                chance(97) ? Optional.of(last) : Optional.empty(),
                Optional.of("guest" + random.nextInt(1_000_000) + "@example.org"),
                chance(60) ? Optional.of(pick(COMPANIES)) : Optional.empty(),
                chance(40) ? Optional.of(pick(JOB_TITLES)) : Optional.empty(),
                chance(30) ? Optional.of("+43 1 555 " + (1000 + random.nextInt(9000))) : Optional.empty());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    Instant between(Instant from, Instant to) {
        int seconds = Math.toIntExact(Duration.between(from, to).toSeconds());
        return from.plusSeconds(random.nextInt(seconds + 1));
    }

    record Person(
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> email,
            Optional<String> company,
            Optional<String> jobTitle,
            Optional<String> phone) {
        static final Person UNKNOWN = new Person(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        static final Person PLACEHOLDER = new Person(
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.of(SandboxAttendee.INFO_REQUESTED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
