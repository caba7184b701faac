package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No class is too long to be read at once, and what is public is public on purpose. */
final class HouseTest {
    private static final int LINES = 300;
    private static final int PUBLIC_TYPES = 15;
    /** One screen of rows that belong together. */
    private static final String TABLE = "TransitionTable";
    /** The nouns, of which a host needs as many as there are. */
    private static final String NOUNS = "io.holdfast.model";

    private static final List<String> PROVIDERS = List.of("eventbrite", "luma");

    private static final Path LIST = Path.of("src", "test", "resources", "io", "holdfast", "house", "public-types.txt");

    private final House house = house();

    @Test
    void noClassButTheTableIsLongerThanThreeHundredLines() {
        assertThat(house.files())
                .as("a class of main code has at most %d lines; give one of its ideas a class of its own", LINES)
                .allMatch(source -> source.lines() <= LINES || source.name().equals(TABLE));
    }

    @Test
    void noPackageButTheNounsHasMoreThanFifteenPublicTypes() {
        assertThat(house.publicTypes().entrySet())
                .as("a package has at most %d public types; hide what no host needs", PUBLIC_TYPES)
                .allMatch(room ->
                        room.getValue().size() <= PUBLIC_TYPES || room.getKey().equals(NOUNS));
    }

    @Test
    void whatIsPublicStandsOnTheListThatIsChangedOnPurpose() throws IOException {
        List<String> found =
                house.publicTypes().entrySet().stream().map(HouseTest::line).toList();
        if ("write".equals(System.getProperty("holdfast.docs"))) {
            Files.write(LIST, found);
        }

        assertThat(Files.readAllLines(LIST))
                .as(
                        "core/%s lists another set of public types than the code; if the change is meant, run this test with"
                                + " -Dholdfast.docs=write and commit the list with it",
                        LIST)
                .isEqualTo(found);
    }

    @Test
    void noFileOfCoreOrOfWhatConnectorsShareNamesAProviderNotEvenInAComment() throws IOException {
        int files = 0;
        for (Path main : List.of(Path.of("src", "main"), Path.of("connector-http", "src", "main"))) {
            try (Stream<Path> found = Files.walk(main)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file).toLowerCase(Locale.ROOT))
                            .as("%s names a provider; only adapters do", file)
                            .doesNotContain(PROVIDERS);
                    files++;
                }
            }
        }
        assertThat(files).as("files that were read").isGreaterThan(200);
    }

    private static String line(Map.Entry<String, NavigableSet<String>> room) {
        return room.getKey() + ": " + String.join(" ", room.getValue());
    }

    private static House house() {
        try {
            return House.below(Path.of("src", "main", "java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
