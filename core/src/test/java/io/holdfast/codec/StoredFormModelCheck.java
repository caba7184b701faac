package io.holdfast.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLink;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every link that can be, stored and read back, and very many texts that nobody stored. */
@Tag("proof")
final class StoredFormModelCheck {
    private static final String LAW = "a stored link reads back as it was";
    private static final int ROUNDS = 25;
    private static final int SIZE = 25_000;
    private static final int DOUBLINGS = 3;
    private static final int TRIES = 10;
    private static final double MOST = 2.5;

    @Test
    void everyReachableLinkReadsBackAsItWas() {
        assertThat(LifecycleExplorer.create()
                        .law(LAW, StoredFormModelCheck::readsBack)
                        .onlyFor(LAW)
                        .explore()
                        .violations())
                .isEmpty();
    }

    private static boolean readsBack(SyncLink link) {
        return StoredForm.LINK.read(StoredForm.LINK.write(link)).equals(link);
    }

    @Test
    void hostileTextsCostOneExceptionAndTimeInProportionToTheirLength() throws IOException {
        List<Path> corpus = StoredFormCorpusTest.texts().toList();
        HostileTexts tried = new HostileTexts(new Random(1));
        for (Path file : corpus) {
            StoredForm<?> form = StoredFormCorpusTest.form(file);
            String text = Files.readString(file);
            tried.misused(form, text);
            tried.broken(form, text, 1_000);
            tried.cut(form, text, 200);
        }
        StoredFormCorpusTest.FORMS.values().forEach(tried::nonsense);
        assertThat(tried.others()).isEmpty();

        Map<String, Double> ratios = new TreeMap<>();
        GROWING.forEach((what, text) -> ratios.put(what, ratio(text)));
        double most = ratios.values().stream().mapToDouble(ratio -> ratio).max().orElseThrow();
        double colliding = ratios.entrySet().stream()
                .filter(ratio -> ratio.getKey().contains("colliding"))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElseThrow();
        Files.writeString(
                Files.createDirectories(Path.of("target", "evidence")).resolve("stored-form.txt"),
                String.format(
                        Locale.ENGLISH,
                        "stored-form: %,d corpus texts read, %,d hostile texts tried, %d other exceptions; time for a text"
                                + " twice as long / time for one: %.2f at most, %.2f with colliding names%n",
                        corpus.size(),
                        tried.tries(),
                        tried.others().size(),
                        most,
                        colliding));
        assertThat(ratios)
                .allSatisfy((what, ratio) -> assertThat(ratio).as(what).isLessThanOrEqualTo(MOST));
    }

    /** Texts by their length, each of the kind that makes a careless reader slow. */
    private static final Map<String, IntFunction<String>> GROWING = Map.ofEntries(
            Map.entry("colliding unknown names", length -> "{" + members(length, "0") + "}"),
            Map.entry("colliding names within", length -> "{\"zzz\":[{" + members(length, "{}") + "}]}"),
            Map.entry("colliding names, one twice", length -> {
                String members = members(length, "0");
                return "{" + members + "," + members + "}";
            }),
            Map.entry(
                    "colliding names in a whole attendee",
                    length -> attendee("\"answers\":[{" + members(length, "\"\"") + "}]")),
            Map.entry(
                    "colliding names that are kept",
                    length -> attendee("\"answers\":[{\"question\":\"\",\"answers\":[],"
                            + few("\"" + "y".repeat(length / 500) + "\"") + "}]")),
            Map.entry(
                    "colliding attendees",
                    length -> link("\"pendingWork\":{\"resyncWanted\":false,\"change\":{\"all\":false,\"attendees\":["
                            + HostileTexts.colliding(length, i -> '"' + HostileTexts.name(i) + '"') + "]}}")),
            Map.entry("a long string", length -> "{\"id\":\"" + "x".repeat(length) + "\"}"),
            Map.entry("a long string without an end", length -> "{\"id\":\"" + "\\n".repeat(length / 2)),
            Map.entry("a long string of escapes", length -> "{\"id\":\"" + "\\u0041".repeat(length / 6) + "\"}"),
            Map.entry("a long number", length -> "{\"version\":" + "9".repeat(length) + "}"),
            Map.entry("a long array", length -> "{\"zzz\":[" + "0,".repeat(length / 2) + "0]}"),
            Map.entry("many objects", length -> "{\"zzz\":[" + "{\"a\":{}},".repeat(length / 9) + "0]}"),
            Map.entry(
                    "many admissions",
                    length -> attendee("\"admissions\":["
                            + "{\"id\":\"t\",\"checkedIn\":true,\"new\":1},".repeat(length / 37) + "{}]")),
            Map.entry("white space", length -> " ".repeat(length) + "{}"),
            Map.entry("depth", "["::repeat));

    private static String members(int length, String value) {
        return HostileTexts.colliding(length, i -> '"' + HostileTexts.name(i) + "\":" + value);
    }

    private static String few(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(i == 0 ? "\"" : ",\"")
                    .append(HostileTexts.name(i))
                    .append("\":")
                    .append(value);
        }
        return text.toString();
    }

    private static String attendee(String member) {
        return replaced(StoredForm.ATTENDEE.write(StoredExamples.attendee()), member);
    }

    private static String link(String member) {
        return replaced(StoredForm.LINK.write(StoredExamples.link()), member);
    }

    /** A text in which one member is another. */
    private static String replaced(String text, String member) {
        JsonValue.Members whole = (JsonValue.Members) JsonReader.read(text, name -> false);
        whole.members().remove(member.substring(1, member.indexOf('"', 1)));
        String rest = JsonWriter.write(whole);
        return rest.substring(0, rest.length() - 1) + "," + member + "}";
    }

    /** What each of three doublings costs: one alone says more of the processor's caches than of the reader. */
    private static double ratio(IntFunction<String> text) {
        String one = text.apply(SIZE);
        String many = text.apply(SIZE << DOUBLINGS);
        double least = Double.MAX_VALUE;
        // another program may take the caches away, so a bad figure is measured again
        for (int again = 0; again < TRIES && least > MOST; again++) {
            time(many);
            least = Math.min(least, Math.pow((double) time(many) / time(one), 1.0 / DOUBLINGS));
        }
        return least;
    }

    /** The least of some: whatever else runs here only adds to it. */
    private static long time(String text) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (StoredForm<?> form : List.of(StoredForm.LINK, StoredForm.ATTENDEE)) {
                read(form, text);
            }
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least;
    }

    private static void read(StoredForm<?> form, String text) {
        try {
            assertThat(form.read(text)).isNotNull();
        } catch (StoredFormException refused) {
            assertThat(refused.pointer()).isNotNull();
        }
    }
}
