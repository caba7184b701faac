package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Actor;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.KeptSecret;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A link as a page meets it: with the accounts around it, at an instant, in a workspace that is served or not, at a provider that
 * allows it one account or many.
 */
record ViewScene(
        SyncLink link,
        List<Integration> siblings,
        Instant now,
        SyncPolicy policy,
        boolean lapsed,
        boolean onePerWorkspace) {
    private static final String LAPSE = "The plan of this workspace has ended.";

    /** All that may be around one state of the search: the bound account refused, severed, accepted again or gone, another there or not. */
    static List<ViewScene> of(WorldState state, SyncPolicy policy) {
        List<ViewScene> scenes = new ArrayList<>();
        Integration bound = state.integrations().get(state.isBoundToFirst() ? 0 : 1);
        Integration other = state.integrations().get(state.isBoundToFirst() ? 1 : 0);
        for (List<Integration> accounts : bound(bound, state.now())) {
            for (boolean alone : new boolean[] {false, true}) {
                List<Integration> siblings = new ArrayList<>(accounts);
                if (!alone) {
                    siblings.add(other);
                }
                ViewScene scene = new ViewScene(state.link(), List.copyOf(siblings), state.now(), policy, false, false);
                scenes.add(scene);
                scenes.add(scene.inALapse());
                if (!alone && !bound.isConnected() && other.isConnected()) {
                    scenes.add(scene.ofOneAccount());
                }
            }
        }
        return scenes;
    }

    private static List<List<Integration>> bound(Integration bound, Instant now) {
        if (bound.isConnected()) {
            return List.of(
                    List.of(bound),
                    List.of(refused(bound, now, false)),
                    List.of(refused(bound, now, true)),
                    List.of(failing(bound, RefreshFailure.Kind.MISCONFIGURED, now)),
                    List.of(failing(bound, RefreshFailure.Kind.REFUSED, now)),
                    List.of(bound.toBuilder().expiresAt(now.plusSeconds(60)).build()));
        }
        return List.of(
                List.of(),
                List.of(severed(bound, Severance.Cause.DISCONNECTED_IN_SETTINGS, now)),
                List.of(severed(bound, Severance.Cause.REFUSED, now)),
                List.of(acceptedAgain(bound, now)));
    }

    private static Integration failing(Integration bound, RefreshFailure.Kind kind, Instant now) {
        return bound.toBuilder(kept -> kept.refreshFailure(new RefreshFailure(kind, now, 1)))
                .build();
    }

    private static Integration refused(Integration bound, Instant now, boolean slotEmpty) {
        Suspicion suspicion = Suspicion.builder()
                .since(now)
                .askAt(now.plusSeconds(60))
                .refusedAt(now)
                .refusals(1)
                .slotEmpty(slotEmpty)
                .build();
        return bound.toBuilder(kept -> kept.suspicion(suspicion)).build();
    }

    private static Integration severed(Integration bound, Severance.Cause cause, Instant now) {
        return bound.toBuilder()
                .bookkeeping(
                        IntegrationBookkeeping.builder().credentialVersion(1).build())
                .severance(new Severance(cause, now))
                .build();
    }

    private static Integration acceptedAgain(Integration bound, Instant now) {
        KeptSecret kept = KeptSecret.builder()
                .slot(SecretRef.of("kept"))
                .until(now.plus(Duration.ofHours(9)))
                .askAt(now.plus(Duration.ofHours(1)))
                .acceptedAt(now)
                .build();
        return severed(bound, Severance.Cause.REFUSED, now).toBuilder(with -> with.keptSecret(kept))
                .build();
    }

    Explanation told() {
        RecoveryPlan plan = RecoveryRules.plan(link, siblings, onePerWorkspace, policy, now);
        Explanation told = RecoveryRules.explain(link, plan, siblings, policy, now);
        return lapsed ? RecoveryRules.lapsed(told, LAPSE) : told;
    }

    StatusView view(Explanation told, Predicate<Command> may) {
        return StatusView.of(link, told, siblings, may);
    }

    ReconnectDialog dialog(Explanation told) {
        return ReconnectDialog.of(link, told, siblings, command -> true);
    }

    private ViewScene inALapse() {
        return new ViewScene(link, siblings, now, policy, true, onePerWorkspace);
    }

    private ViewScene ofOneAccount() {
        return new ViewScene(link, siblings, now, policy, lapsed, true);
    }

    /** Whether nothing can be connected beside what is. */
    boolean isFull() {
        return onePerWorkspace && siblings.stream().anyMatch(Integration::isConnected);
    }

    Optional<Integration> bound() {
        return siblings.stream()
                .filter(one -> one.id().equals(link.binding().integration()))
                .findFirst();
    }

    boolean isSevered() {
        return bound().map(one -> one.isSevered(link.binding().connection())).orElse(true);
    }

    Optional<RemovalQuestion> question() {
        return link.bookkeeping().absences().question();
    }

    /** The same after the bound account was authorised again, which is what a page sends a person to do first. */
    ViewScene connectedAgain() {
        Integration again = bound().orElseThrow().toBuilder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(2)
                        .credential(SecretRef.of("again"))
                        .build())
                .status(Integration.Status.CONNECTED)
                .connection(bound().orElseThrow().connection() + 1)
                .severance(Optional.empty())
                .build();
        List<Integration> changed = new ArrayList<>(siblings);
        changed.replaceAll(one -> one.id().equals(again.id()) ? again : one);
        return new ViewScene(link, changed, now, policy, lapsed, onePerWorkspace);
    }

    /** What the engine makes of a command, with the trigger that it sends. */
    Decision pressed(Command command) {
        SyncLink seen = isSevered() ? told(link) : link;
        return SyncStateMachine.decide(seen, request(command), policy, now);
    }

    /** The engine tells a link of a severance before it decides anything else of it. */
    private SyncLink told(SyncLink untold) {
        return SyncStateMachine.decide(
                        untold,
                        new Fact.CredentialSevered(
                                untold.binding().integration(), untold.binding().connection()),
                        policy,
                        now)
                .link();
    }

    private UserRequest request(Command command) {
        return switch (command) {
            case RETRY -> new UserRequest.RetryRequested(Actor.HOST);
            case RESYNC -> new UserRequest.ResyncRequested(Actor.HOST);
            case SUSPEND -> new UserRequest.SuspendRequested(Actor.HOST);
            case RESUME -> new UserRequest.ResumeRequested(Actor.HOST);
            case RECONNECT -> reconnect(bound().orElseThrow(), false);
            case MOVE -> reconnect(others().get(0), true);
            case APPLY_REMOVALS -> new UserRequest.ApplyRemovals(Actor.HOST, scan(), count());
            case KEEP_ATTENDEES -> new UserRequest.KeepAttendees(Actor.HOST, scan(), count());
            default -> throw new IllegalArgumentException("expected a command of the life cycle but found " + command);
        };
    }

    private long scan() {
        return question().map(RemovalQuestion::scan).orElse(0L);
    }

    private long count() {
        return question().map(RemovalQuestion::count).orElse(0L);
    }

    List<Integration> others() {
        return siblings.stream()
                .filter(one ->
                        one.isConnected() && !one.id().equals(link.binding().integration()))
                .toList();
    }

    private UserRequest reconnect(Integration to, boolean move) {
        Optional<ReconnectObstacle> obstacle =
                to.isConnected() ? Optional.empty() : Optional.of(ReconnectObstacle.NOT_CONNECTED);
        return new UserRequest.ReconnectRequested(
                Actor.HOST, new SyncLink.Binding(to.id(), to.connection()), obstacle, isSevered(), move);
    }
}
