package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Command;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.recovery.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** All that a page shows of one link. The explanation says how it is; this only words it. */
@Value.Immutable
public interface StatusView {
    /** {@return the link} */
    SyncLinkId link();

    /** {@return the host's own event or channel} */
    SyncSubject subject();

    /** {@return the word a person sees} */
    SyncStatus status();

    /** {@return the word on the card} */
    Badge badge();

    /** {@return the banner; present iff FAILED, DISCONNECTED, or PENDING without a run} */
    Optional<Alert> alert();

    /** {@return the pill; present iff ACTIVE} */
    Optional<Indicator> indicator();

    /** {@return a line that warns while nothing is wrong for sure; empty unless the provider refuses the credential} */
    Optional<Message> warning();

    /** {@return the progress view; present iff an import is queued or running} */
    Optional<Progress> progress();

    /** {@return the question about missing attendees; present where an answer would be taken now} */
    Optional<RemovalAttention> attention();

    /** {@return what the page tells beside all this, each as a line of its own} */
    List<Message> lines();

    /** {@return start of the last read that completed} */
    Optional<Instant> lastProven();

    /** {@return when the engine acts next by itself} */
    Optional<Instant> nextStepAt();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StatusView}. */
    final class Builder extends ImmutableStatusView.Builder {
        Builder() {}
    }

    /**
     * {@return what a page shows of an explanation}
     *
     * @param link the link
     * @param explanation how it is
     */
    static StatusView of(SyncLink link, Explanation explanation) {
        SyncStatus status = explanation.status();
        return builder()
                .link(link.id())
                .subject(link.subject())
                .status(status)
                .badge(Badge.of(status))
                .alert(alert(link, explanation))
                .indicator(status == SyncStatus.ACTIVE ? Optional.of(indicator(link, explanation)) : Optional.empty())
                .warning(warning(explanation))
                .progress(status == SyncStatus.PENDING ? link.run().map(StatusView::progress) : Optional.empty())
                .attention(attention(explanation))
                .lines(lines(explanation))
                .lastProven(link.provenAt())
                .nextStepAt(explanation.nextStepAt())
                .build();
    }

    private static Optional<Alert> alert(SyncLink link, Explanation explanation) {
        RecoveryAction action = explanation.advice().action();
        Optional<String> reference = explanation.reference();
        Message helps = explanation.advice().reason();
        Message told = explanation
                .cause()
                .map(cause -> Message.of("alert.text", cause, helps))
                .orElse(helps);
        return switch (explanation.status()) {
            case ACTIVE -> Optional.empty();
            case PENDING ->
                link.phase() == SyncPhase.IMPORT_FAILED
                        ? Optional.of(Alert.of(Message.of("alert.import-failed"), told, action, reference))
                        : Optional.empty();
            case FAILED -> Optional.of(Alert.of(Message.of("alert.sync-failed"), told, action, reference));
            case DISCONNECTED -> Optional.of(Alert.of(Message.of("alert.disconnected"), told, action, reference));
        };
    }

    private static Optional<RemovalAttention> attention(Explanation explanation) {
        return explanation
                .removals()
                .question()
                .filter(asked -> explanation.removals().word().isEmpty())
                .filter(asked ->
                        explanation.accepts(Command.APPLY_REMOVALS) || explanation.accepts(Command.KEEP_ATTENDEES))
                .map(RemovalAttention::of);
    }

    private static List<Message> lines(Explanation explanation) {
        Stream<Message> again = explanation
                .tryingAgainAfter()
                .map(failure -> Message.of("line.trying-again", Message.named("failure.*.short", failure.kind())))
                .stream();
        return Stream.concat(again, AttendeeLines.of(explanation).stream()).toList();
    }

    private static Indicator indicator(SyncLink link, Explanation explanation) {
        String label = link.isSilent() ? "indicator.synced" : "indicator.syncing";
        return new Indicator(
                Message.of(explanation.refusedSince().isPresent() ? "indicator.delayed" : label),
                explanation.delayed());
    }

    private static Optional<Message> warning(Explanation explanation) {
        return explanation
                .refusedSince()
                .flatMap(since -> explanation.confirmedBy().map(until -> Message.of("warning.refused", since, until)));
    }

    /** While a short list waits to be read again, what it brought is there already. */
    private static Progress progress(SyncRun run) {
        boolean later = !run.isWorking() && run.waitsFor() != SyncRun.Wait.NOW;
        Optional<Instant> waitsUntil = later ? Optional.of(run.due()) : Optional.empty();
        Optional<ShortList> before =
                run.shortReads().filter(reads -> run.checkpoint().isEmpty()).map(ShortReads::list);
        if (before.isPresent()) {
            ShortList list = before.get();
            return new Progress(list.listed(), OptionalLong.of(list.stated()), waitsUntil, AttendeeLines.shorter(list));
        }
        Tally tally = run.checkpoint().map(Checkpoint::tally).orElse(Tally.NONE);
        return Progress.of(tally.processed(), tally.expected(), waitsUntil);
    }
}
