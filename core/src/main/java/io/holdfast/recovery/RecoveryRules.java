package io.holdfast.recovery;

import io.holdfast.internal.Text;
import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads off a link how it is and what helps. Pure. Source: the recovery summary of the user's page. */
public final class RecoveryRules {
    private RecoveryRules() {}

    /**
     * {@return how a link is}
     *
     * @param link the link
     * @param siblings all integrations of its provider in its workspace; without them nobody can say "provider first"
     * @param policy the numbers that apply
     * @param now the instant of asking
     * @throws IllegalArgumentException if an integration is of another workspace or provider; the message says which
     */
    public static Explanation explain(SyncLink link, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        return explain(link, plan(link, siblings, policy, now), siblings, policy, now);
    }

    /**
     * {@return how a link is, with a plan that was made of it}
     *
     * @param link the link
     * @param plan its plan
     * @param siblings all integrations of its provider in its workspace, as it was planned with
     * @param policy the numbers that apply
     * @param now the instant of asking
     */
    public static Explanation explain(
            SyncLink link, RecoveryPlan plan, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        Optional<Integration> bound = Rebinding.bound(link, siblings);
        SyncLink seen = asSeen(link, siblings, policy, now);
        boolean late = isDelayed(seen, policy, now);
        Optional<Pace> pace = Pace.of(seen, policy, now);
        Optional<Barrier> barrier = Barrier.of(seen, siblings, policy, late, now);
        boolean works = seen.run().filter(SyncRun::isWorking).isPresent();
        return Explanation.builder()
                .link(link.id())
                .at(now)
                .status(seen.status())
                .onHold(seen.suspended())
                .delayed(late || (barrier.isPresent() && seen.phase() == SyncPhase.LIVE))
                .pace(pace)
                .interval(seen.bookkeeping().promisedInterval().filter(each -> pace.equals(Optional.of(Pace.LIVE))))
                .cancelled(seen.remote()
                        .filter(facts -> facts.subject().cancelled())
                        .isPresent())
                .reason(barrier.map(Barrier::reason)
                        .orElseGet(() -> late ? Words.delayed(seen) : Words.how(seen, pace, now)))
                .refusedSince(barrier.flatMap(Barrier::since))
                .confirmedBy(barrier.flatMap(Barrier::until))
                .since(
                        seen.phase() == link.phase()
                                ? Optional.of(link.since())
                                // not known of a connection that was made again since
                                : bound.flatMap(Integration::severance).map(Severance::at))
                .failure(Causes.failure(seen))
                .cause(Causes.of(seen, bound, now))
                .reference(Causes.reference(seen, bound))
                .tryingAgainAfter(tryingAgainAfter(seen))
                .advice(AdviceRules.heeding(
                        bound.map(one -> IntegrationHealth.of(one, policy.credentials(), now)),
                        AdviceRules.of(
                                seen,
                                plan,
                                policy,
                                isInTrouble(link, siblings, policy, now),
                                barrier.map(found -> found.advice(seen.phase()))
                                        .orElseGet(() -> AdviceRules.whileReading(seen, pace, late)))))
                .nextStep(barrier.filter(waits -> !works)
                        .map(Barrier::nextStep)
                        .orElseGet(() -> Words.nextStep(seen, plan)))
                .nextStepAt(works ? Optional.empty() : seen.due())
                .startsSoon(Forecast.startsSoon(seen, policy, now))
                .commands(PossibleCommands.of(seen, plan, siblings, policy, now))
                .notTaken(seen.bookkeeping().notTaken())
                .removals(RemovalWords.standing(seen.bookkeeping().absences(), policy, now))
                .shortList(seen.bookkeeping().absences().shortfall().list())
                .build();
    }

    /**
     * {@return the same of a link whose workspace is not served for now: nothing of it is read, and what would read is not taken}
     *
     * @param told how it is apart from that
     * @param lapse why it is not served, in the host's own words
     */
    public static Explanation lapsed(Explanation told, String lapse) {
        Message notServed = Message.of("refusal.not-served.because", lapse);
        Map<Command, Optional<Message>> commands = new EnumMap<>(told.commands());
        commands.replaceAll(
                (command, refusal) -> Command.inALapse().contains(command) ? refusal : Optional.of(notServed));
        return told.toBuilder()
                .lapse(lapse)
                .delayed(false)
                .reason(told.advice().allowed() ? told.reason() : notServed)
                .advice(AdviceRules.admin(RecoveryAction.NONE, Message.of("advice.not-served")))
                .nextStep(Message.of("next.served-again"))
                .nextStepAt(Optional.empty())
                .commands(commands)
                .build();
    }

    /**
     * {@return how a person brings a link back, and to which other accounts it could be moved; of a link that needs nothing, the
     * plan of a retry} Retry and Reconnect share it.
     *
     * @param link the link
     * @param siblings all integrations of its provider in its workspace
     * @param policy the numbers that apply
     * @param now the instant of asking
     * @throws IllegalArgumentException if an integration is of another workspace or provider; the message says which
     */
    public static RecoveryPlan plan(SyncLink link, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        return plan(link, siblings, false, policy, now);
    }

    /**
     * {@return the same, where the provider may allow one account per workspace}
     *
     * @param link the link
     * @param siblings all integrations of its provider in its workspace
     * @param onePerWorkspace whether it does
     * @param policy the numbers that apply
     * @param now the instant of asking
     * @throws IllegalArgumentException if an integration is of another workspace or provider; the message says which
     */
    public static RecoveryPlan plan(
            SyncLink link, Collection<Integration> siblings, boolean onePerWorkspace, SyncPolicy policy, Instant now) {
        refuseForeign(link, siblings);
        boolean severed = asSeen(link, siblings, policy, now).phase() == SyncPhase.DISCONNECTED;
        Map<Boolean, List<RecoveryPlan.Candidate>> byMove = siblings.stream()
                .filter(Integration::isConnected)
                .map(integration -> RecoveryPlan.Candidate.of(integration, link))
                .sorted(Comparator.comparing(
                        candidate -> candidate.integration().value()))
                .collect(Collectors.partitioningBy(RecoveryPlan.Candidate::move));
        return RecoveryPlan.builder()
                .link(link.id())
                .intent(severed ? RecoveryPlan.Intent.RECONNECT : RecoveryPlan.Intent.RETRY)
                .bound(Rebinding.bound(link, siblings).map(one -> RecoveryPlan.Bound.of(one, now)))
                .candidates(byMove.getOrDefault(false, List.of()))
                .moves(byMove.getOrDefault(true, List.of()))
                .full(onePerWorkspace && siblings.stream().anyMatch(Integration::isConnected))
                .build();
    }

    private static void refuseForeign(SyncLink link, Collection<Integration> siblings) {
        for (Integration one : siblings) {
            if (!one.workspace().equals(link.key().workspace())
                    || !one.provider().equals(link.key().provider())) {
                throw new IllegalArgumentException(
                        Text.escaped("link " + link.id().value()
                                + ": expected integrations of its own workspace and provider but found "
                                + one.id().value() + "; leave out those of others"));
            }
        }
    }

    /** The link as a person sees it: a severed connection, or one that is gone, shows before the link itself was told. */
    private static SyncLink asSeen(SyncLink link, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        SyncLink.Binding binding = link.binding();
        boolean severed = Rebinding.bound(link, siblings)
                .map(integration -> integration.isSevered(binding.connection()))
                .orElse(true);
        Fact told = new Fact.CredentialSevered(binding.integration(), binding.connection());
        return severed ? SyncStateMachine.decide(link, told, policy, now).link() : link;
    }

    /** Late means that a poll or a run should have come by now; of what is over, that its daily read is overdue by as much as others may be old. */
    private static boolean isDelayed(SyncLink seen, SyncPolicy policy, Instant now) {
        Duration bound = policy.delayedAfter(seen);
        boolean longAgo =
                seen.provenAt().filter(at -> at.plus(bound).isBefore(now)).isPresent();
        boolean over = seen.remote().filter(facts -> facts.isOver(now)).isPresent();
        boolean owed = over
                ? seen.bookkeeping().polls().isReadDue(now.minus(policy.delayedAfter()))
                : seen.run().isPresent() || seen.bookkeeping().polls().isReadDue(now);
        return seen.phase() == SyncPhase.LIVE && !seen.suspended() && !seen.isSilent() && longAgo && owed;
    }

    private static Optional<SyncFailure> tryingAgainAfter(SyncLink seen) {
        boolean inVain = seen.run()
                .filter(run -> run.isRecovery() && run.progressedAt().isEmpty())
                .isPresent();
        return seen.incident().map(Incident::last).filter(last -> inVain);
    }

    /** Where the provider refuses others as well, support could only say that. */
    private static boolean isInTrouble(
            SyncLink link, Collection<Integration> siblings, SyncPolicy policy, Instant now) {
        return Rebinding.bound(link, siblings)
                .filter(integration -> policy.credentials().knowsTrouble(integration, now))
                .isPresent();
    }
}
