package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Who;
import io.holdfast.recovery.Explanation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.immutables.value.Value;

/** All that a page shows of one link. The explanation says how it is; this only words it. */
@Value.Immutable
public interface StatusView {
    /** {@return the link} */
    SyncLinkId link();

    /** {@return the host's own event or channel} */
    SyncSubject subject();

    /** {@return at which provider} */
    ProviderId provider();

    /** {@return what the provider tells of the event or channel: title, dates, place; empty before it was first seen} */
    Optional<RemoteSubject> remote();

    /** {@return the word a person sees} */
    SyncStatus status();

    /** {@return whether a person has put it on hold, whatever its status} */
    boolean onHold();

    /** {@return the host's own reason why it does not serve the workspace for now; empty if it does} */
    Optional<String> lapse();

    /** {@return the word on the card} */
    Badge badge();

    /** {@return the banner; present iff FAILED, DISCONNECTED, PENDING without a run, or a person's decision is wanted} */
    Optional<Alert> alert();

    /** {@return the pill; present iff ACTIVE} */
    Optional<Indicator> indicator();

    /** {@return the progress view; present iff an import is queued or running} */
    Optional<Progress> progress();

    /** {@return why nothing is read for now; a lapse before a hold} */
    List<Overlay> overlays();

    /** {@return what to warn of, the most pressing first} */
    List<Warning> warnings();

    /** {@return what the page tells beside all this, each as a line of its own} */
    List<Message> lines();

    /** {@return why it is as it is} */
    Message reason();

    /** {@return since when; empty if nobody knows} */
    Optional<Instant> since();

    /** {@return who is expected to act} */
    Message who();

    /** {@return what helps} */
    Message helps();

    /** {@return what happens next} */
    Message nextStep();

    /** {@return when the engine does that by itself; empty while a worker is on it, and where only a person helps} */
    Optional<Instant> nextStepAt();

    /** {@return start of the last read that completed} */
    Optional<Instant> lastProven();

    /** {@return when it starts, if that is soon and it is not ACTIVE: for a host's own reminder} */
    Optional<Instant> startsSoon();

    /** {@return what the page offers beside the alert: sync now, hold or resume, move, remove} */
    List<Button> buttons();

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
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
     * @param siblings all integrations of its provider in its workspace, as they were explained with
     * @param may what whoever looks may do
     */
    static StatusView of(
            SyncLink link, Explanation explanation, Collection<Integration> siblings, Predicate<Command> may) {
        PageContext page = new PageContext(link, explanation, siblings, may);
        Optional<Indicator> pill = Indicators.of(page);
        Optional<Alert> alert = Alerts.of(page);
        Who who = alert.flatMap(Alert::question).isPresent()
                ? Who.WORKSPACE_ADMIN
                : explanation.advice().who();
        return builder()
                .link(link.id())
                .subject(link.subject())
                .provider(link.key().provider())
                .remote(page.remote())
                .status(explanation.status())
                .onHold(page.onHold())
                .lapse(page.lapse())
                .badge(Badge.of(page, pill))
                .alert(alert)
                .indicator(pill)
                .progress(
                        page.imports()
                                ? link.run()
                                        .map(run -> RunProgress.of(
                                                run, page.paused().isPresent(), explanation.at()))
                                : Optional.empty())
                .overlays(Overlays.of(page))
                .warnings(Warnings.of(page))
                .lines(Lines.of(explanation))
                .reason(explanation.reason())
                .since(explanation.since())
                .who(Message.named("who.*", who))
                .helps(alert.map(Alert::helps).orElse(explanation.advice().reason()))
                .nextStep(explanation.nextStep())
                .nextStepAt(explanation.nextStepAt())
                .lastProven(link.provenAt())
                .startsSoon(explanation.startsSoon())
                .buttons(Buttons.ofPage(page))
                .build();
    }
}
