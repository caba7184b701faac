package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.internal.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Laws of hints, of the guard against endless lists, and of cleaned text. */
final class ModelLaws {
    @Property
    void hintsJoinInAnyOrderAndAgain(
            @ForAll("hints") Hints a,
            @ForAll("hints") Hints b,
            @ForAll("hints") Hints c,
            @ForAll @IntRange(min = 1, max = 6) int most) {
        assertThat(a.and(b, most)).isEqualTo(b.and(a, most));
        assertThat(a.and(b, most).and(c, most)).isEqualTo(a.and(b.and(c, most), most));
        assertThat(a.and(b, most).and(b, most)).isEqualTo(a.and(b, most));
        assertThat(a.and(Hints.ALL, most)).isEqualTo(Hints.ALL);
    }

    @Property
    void whoWasReadIsLeftOutOfHintsAndNobodyElse(
            @ForAll("hints") Hints a, @ForAll("hints") Hints b, @ForAll("hints") Hints read) {
        Hints both = a.and(b, 6);
        Set<AttendeeId> left = new HashSet<>(both.named());
        left.removeAll(read.named());

        assertThat(both.without(read.named()).map(Hints::named).orElse(Set.of()))
                .isEqualTo(left);
        assertThat(both.without(read.named()).isPresent()).isEqualTo(both.all() || !left.isEmpty());
        assertThat(Hints.ALL.without(read.named())).contains(Hints.ALL);
    }

    @Property
    void aListThatGoesInACircleIsFoundWithinThreeTurnsOfIt(
            @ForAll @IntRange(max = 50) int tail, @ForAll @IntRange(min = 1, max = 50) int circle) {
        PaginationProgress guard = PaginationProgress.START;
        int page = 0;
        while (!guard.cameBack(cursor(page, tail, circle))) {
            guard = guard.after(false, cursor(page, tail, circle));
            page++;
            assertThat(page).isLessThanOrEqualTo(3 * (tail + circle) + 2);
        }
    }

    @Property
    void aListWithoutACircleIsNeverAccused(@ForAll @IntRange(min = 1, max = 300) int pages) {
        PaginationProgress guard = PaginationProgress.START;
        for (int page = 0; page < pages; page++) {
            assertThat(guard.cameBack(Cursor.of("c" + page))).isFalse();
            guard = guard.after(false, Cursor.of("c" + page));
        }
        assertThat(guard.pages()).isEqualTo(pages);
    }

    @Property
    void cleanedTextSurvivesUtf8AndHoldsNoZero(@ForAll List<Character> characters) {
        String text = characters.stream().map(String::valueOf).collect(Collectors.joining());

        String cleaned = Text.storable(text);

        assertThat(cleaned).hasSameSizeAs(text).doesNotContain("\u0000");
        assertThat(new String(cleaned.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cleaned);
        assertThat(Text.storable(cleaned)).isSameAs(cleaned);
    }

    @Provide
    Arbitrary<Hints> hints() {
        Arbitrary<Set<AttendeeId>> names = Arbitraries.of("a", "b", "c", "d", "e", "f")
                .map(AttendeeId::of)
                .set()
                .ofMinSize(1)
                .ofMaxSize(1);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Hints.ALL)),
                Tuple.of(5, names.map(some -> Hints.of(new HashSet<>(some)))));
    }

    private static Cursor cursor(int page, int tail, int circle) {
        return Cursor.of("c" + (page < tail ? page : tail + (page - tail) % circle));
    }
}
