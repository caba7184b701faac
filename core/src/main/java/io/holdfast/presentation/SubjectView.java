package io.holdfast.presentation;

import io.holdfast.model.SyncStatus;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a page shows of one of the host's own events or channels that several links feed: the word of the worst of them, and
 * beside it the one to act on.
 *
 * @param links the links that feed it, at least one; the one to act on first is the first
 */
public record SubjectView(List<StatusView> links) {
    /**
     * What heals least by itself comes first. After a severance nothing flows until a person has acted twice; after a failure one
     * Retry does, and may come unasked; what is pending mostly needs time; what is active needs nothing.
     */
    private static final List<SyncStatus> WORST_FIRST =
            List.of(SyncStatus.DISCONNECTED, SyncStatus.FAILED, SyncStatus.PENDING, SyncStatus.ACTIVE);

    /** Of the same status is worse where a person can act, then what is late. */
    private static final Comparator<StatusView> WORST = Comparator.<StatusView>comparingInt(
                    view -> WORST_FIRST.indexOf(view.status()))
            .thenComparing(view -> view.alert().isEmpty())
            .thenComparing(view -> view.indicator().filter(Indicator::delayed).isEmpty())
            .thenComparing(view -> view.link().value());

    /** A live link that asks a person something goes before an import that only needs time. */
    private static final Comparator<StatusView> FIRST_TO_ACT_ON = Comparator.<StatusView, Boolean>comparing(
                    view -> view.alert().isEmpty())
            .thenComparing(WORST);

    public SubjectView {
        links = links.stream().sorted(FIRST_TO_ACT_ON).toList();
        if (links.stream().map(StatusView::subject).distinct().count() != 1) {
            throw new IllegalArgumentException("expected links that feed one event or channel but found " + links.size()
                    + " that don't; pass those of one subject, at least one");
        }
    }

    /** {@return the link to act on first; its alert, indicator and progress are what the page shows} */
    public StatusView first() {
        return links.get(0);
    }

    /** {@return the status of the worst link} */
    public SyncStatus status() {
        return worst().status();
    }

    /** {@return the word on the card: that of the worst link} */
    public Badge badge() {
        return worst().badge();
    }

    /** {@return the host's own reason why it does not serve the workspace for now; empty if it does} */
    public Optional<String> lapse() {
        return first().lapse();
    }

    /** {@return whether every link that feeds it is on hold} */
    public boolean onHold() {
        return links.stream().allMatch(StatusView::onHold);
    }

    /** {@return how many links have which status; one that no link has is left out} */
    public Map<SyncStatus, Long> counts() {
        return links.stream()
                .collect(Collectors.groupingBy(
                        StatusView::status, () -> new EnumMap<>(SyncStatus.class), Collectors.counting()));
    }

    private StatusView worst() {
        return links.stream().min(WORST).orElseThrow();
    }
}
