package io.holdfast.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What several links make of the subject that they feed. */
final class SubjectViewLaws {
    private static final List<SyncStatus> BETTER_TO_WORSE =
            List.of(SyncStatus.ACTIVE, SyncStatus.PENDING, SyncStatus.FAILED, SyncStatus.DISCONNECTED);

    @Property
    void theOrderOfTheLinksDoesNotMatter(@ForAll("links") List<StatusView> links, @ForAll Random random) {
        List<StatusView> shuffled = new ArrayList<>(links);
        Collections.shuffle(shuffled, random);

        assertThat(new SubjectView(shuffled)).isEqualTo(new SubjectView(links));
    }

    @Property
    void oneLinkThatGetsWorseNeverMakesTheSubjectBetter(
            @ForAll("links") List<StatusView> links, @ForAll("look") StatusView other, @ForAll Random random) {
        int at = random.nextInt(links.size());
        List<StatusView> changed = new ArrayList<>(links);
        changed.set(at, renamed(other, at));
        List<StatusView> worse = badness(links.get(at)) <= badness(other) ? changed : links;
        List<StatusView> better = badness(links.get(at)) <= badness(other) ? links : changed;

        assertThat(badness(new SubjectView(worse))).isGreaterThanOrEqualTo(badness(new SubjectView(better)));
    }

    @Property
    void oneMoreLinkNeverMakesTheSubjectBetter(
            @ForAll("links") List<StatusView> links, @ForAll("look") StatusView more) {
        List<StatusView> all = new ArrayList<>(links);
        all.add(renamed(more, links.size()));

        assertThat(badness(new SubjectView(all))).isGreaterThanOrEqualTo(badness(new SubjectView(links)));
    }

    @Property
    void aLinkAloneIsTheSubject(@ForAll("look") StatusView alone) {
        SubjectView subject = new SubjectView(List.of(alone));

        assertThat(subject.first()).isEqualTo(alone);
        assertThat(subject.status()).isEqualTo(alone.status());
        assertThat(subject.badge()).isEqualTo(alone.badge());
        assertThat(subject.counts()).containsOnly(Map.entry(alone.status(), 1L));
    }

    @Property
    void whereAPersonCanActIsBeforeWhatWaitsAndEveryLinkIsCounted(@ForAll("links") List<StatusView> links) {
        SubjectView subject = new SubjectView(links);

        assertThat(subject.first().alert().isPresent())
                .isEqualTo(links.stream().anyMatch(view -> view.alert().isPresent()));
        assertThat(subject.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(links.size());
        subject.counts()
                .forEach((status, count) -> assertThat(links.stream().filter(view -> view.status() == status))
                        .hasSize(count.intValue()));
    }

    @Example
    void linksOfSeveralSubjectsAndNoneAreRefused() {
        StatusView ours = Looks.view(Looks.link(SyncPhase.LIVE).build());
        StatusView theirs =
                ours.toBuilder().subject(SyncSubject.channel("our-42")).build();

        assertThatThrownBy(() -> new SubjectView(List.of(ours, theirs)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected links that feed one event or channel");
        assertThatThrownBy(() -> new SubjectView(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static int badness(StatusView view) {
        return BETTER_TO_WORSE.indexOf(view.status());
    }

    private static int badness(SubjectView subject) {
        return BETTER_TO_WORSE.indexOf(subject.status());
    }

    @Provide
    Arbitrary<List<StatusView>> links() {
        return look().list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(looks -> IntStream.range(0, looks.size())
                        .mapToObj(i -> renamed(looks.get(i), i))
                        .toList());
    }

    @Provide
    Arbitrary<StatusView> look() {
        return Combinators.combine(
                        Arbitraries.of(SyncPhase.class), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((phase, suspended, asks) -> {
                    StatusView view =
                            Looks.view(Looks.link(phase).suspended(suspended).build());
                    Optional<Alert> asked = asks && view.status() == SyncStatus.ACTIVE
                            ? Looks.view(Looks.link(SyncPhase.SYNC_FAILED).build())
                                    .alert()
                            : view.alert();
                    return view.toBuilder().alert(asked).build();
                });
    }

    private static StatusView renamed(StatusView view, int index) {
        return view.toBuilder().link(SyncLinkId.of("link-" + index)).build();
    }
}
