package io.holdfast.transition;

import static io.holdfast.model.SyncPhase.DISCONNECTED;
import static io.holdfast.model.SyncPhase.IMPORTING;
import static io.holdfast.model.SyncPhase.IMPORT_FAILED;
import static io.holdfast.model.SyncPhase.LIVE;
import static io.holdfast.model.SyncPhase.SYNC_FAILED;
import static io.holdfast.transition.Guard.ATTEMPTS_REMAIN;
import static io.holdfast.transition.Guard.BEGUN;
import static io.holdfast.transition.Guard.CATCH_UP;
import static io.holdfast.transition.Guard.CLAIMABLE;
import static io.holdfast.transition.Guard.CURRENT;
import static io.holdfast.transition.Guard.CURSOR_REFUSED;
import static io.holdfast.transition.Guard.GONE_UNCONFIRMED;
import static io.holdfast.transition.Guard.LEASE_PASSED;
import static io.holdfast.transition.Guard.LONGEST_TIME_SPENT;
import static io.holdfast.transition.Guard.LOOK_DUE;
import static io.holdfast.transition.Guard.MINE;
import static io.holdfast.transition.Guard.NAMED_ALREADY;
import static io.holdfast.transition.Guard.NO_RUN;
import static io.holdfast.transition.Guard.PROVIDER_ASKED_TO_WAIT;
import static io.holdfast.transition.Guard.RATE_LIMITED;
import static io.holdfast.transition.Guard.REMEMBERED_ALREADY;
import static io.holdfast.transition.Guard.RETRYABLE;
import static io.holdfast.transition.Guard.SUSPENDED;
import static io.holdfast.transition.Guard.WAITS_FOR_BACK_OFF;
import static io.holdfast.transition.Guard.WALK_DUE;
import static io.holdfast.transition.Guard.WORKING;
import static io.holdfast.transition.TriggerKind.CHANGE_SIGNALLED;
import static io.holdfast.transition.TriggerKind.LEASE_RENEWED;
import static io.holdfast.transition.TriggerKind.PAGE_APPLIED;
import static io.holdfast.transition.TriggerKind.RETRY_REQUESTED;
import static io.holdfast.transition.TriggerKind.RUN_COMPLETED;
import static io.holdfast.transition.TriggerKind.RUN_FAILED;
import static io.holdfast.transition.TriggerKind.RUN_LOST;
import static io.holdfast.transition.TriggerKind.RUN_STARTED;
import static io.holdfast.transition.TriggerKind.RUN_YIELDED;

import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncPhase;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole life cycle: five phases, every kind of trigger, no cell left out. The rows of a cell are read from the top;
 * the last has no guard. Its reasons are what a person, a log line and a history say.
 */
final class TransitionTable {
    private static final Set<TriggerKind> REPORTS =
            EnumSet.of(RUN_STARTED, PAGE_APPLIED, LEASE_RENEWED, RUN_COMPLETED, RUN_YIELDED, RUN_FAILED, RUN_LOST);
    private static final Set<SyncPhase> RUNNING = EnumSet.of(IMPORTING, LIVE);
    private static final Set<SyncPhase> FAILED = EnumSet.of(IMPORT_FAILED, SYNC_FAILED);
    private static final Set<SyncPhase> AT_REST = EnumSet.of(IMPORT_FAILED, SYNC_FAILED, DISCONNECTED);

    /** The one table of this library. */
    // spotless:off
    static final TransitionTable LIFE_CYCLE = of(List.of(
        on(RETRY_REQUESTED, IMPORTING).when(WAITS_FOR_BACK_OFF)     .move(Moves::bringForward, "a person asked, so the wait ends now"),
        on(RETRY_REQUESTED, IMPORTING).when(PROVIDER_ASKED_TO_WAIT) .ignore("the provider asked to wait, and nothing shortens that"),
        on(RETRY_REQUESTED, IMPORTING).when(WORKING)                .ignore("a run is working already"),
        on(RETRY_REQUESTED, IMPORTING)                              .ignore("a run is due already and waits for a worker"),
        on(RETRY_REQUESTED, FAILED)                                 .move(Moves::importAgain, "a person asked for a retry"),
        on(RETRY_REQUESTED, LIVE)                                   .ignore("data flows, so there is nothing to retry"),
        on(RETRY_REQUESTED, DISCONNECTED)                           .refuse(RecoveryAction.RECONNECT, "the credential is severed; reconnect first"),

        on(REPORTS, AT_REST)                                        .ignore("late: the run it speaks of has ended"),

        on(RUN_STARTED, RUNNING).when(CLAIMABLE)                    .move(Moves::claim, "a worker took the run"),
        on(RUN_STARTED, RUNNING).when(MINE)                         .ignore("already yours"),
        on(RUN_STARTED, RUNNING)                                    .ignore("not to be claimed: another's, not due, on hold, or over"),

        on(PAGE_APPLIED, RUNNING).when(CURRENT)                     .move(Moves::applyPage, "a page was applied"),
        on(PAGE_APPLIED, RUNNING)                                   .ignore("late: the run was given to another worker, or is over"),

        on(LEASE_RENEWED, RUNNING).when(CURRENT)                    .move(Moves::renewLease, "the worker is still on its page"),
        on(LEASE_RENEWED, RUNNING)                                  .ignore("late: the run was given to another worker, or is over"),

        on(RUN_COMPLETED, RUNNING).when(CURRENT)                    .move(Moves::complete, "everything was read"),
        on(RUN_COMPLETED, RUNNING)                                  .ignore("late: the run was given to another worker, or is over"),

        on(RUN_FAILED, RUNNING).when(CURRENT, LONGEST_TIME_SPENT)             .move(Setbacks::giveUpOverdue, "the attempt failed and the longest time of a run is spent"),
        on(RUN_FAILED, RUNNING).when(CURRENT, RATE_LIMITED)                   .move(Setbacks::waitAsAsked, "the provider asked to wait"),
        on(RUN_FAILED, RUNNING).when(CURRENT, CURSOR_REFUSED, ATTEMPTS_REMAIN).move(Setbacks::walkAnew, "the provider lost the place, so the list is read from its start"),
        on(RUN_FAILED, RUNNING).when(CURRENT, RETRYABLE, ATTEMPTS_REMAIN)     .move(Setbacks::backOff, "the attempt failed and is tried again after a wait"),
        on(RUN_FAILED, RUNNING).when(CURRENT, GONE_UNCONFIRMED, ATTEMPTS_REMAIN).move(Setbacks::waitForConfirmation, "the provider says it is gone, and is asked again once its answers have settled"),
        on(RUN_FAILED, RUNNING).when(CURRENT)                                 .move(Setbacks::giveUp, "the attempt failed and trying again would not help, or no attempt is left"),
        on(RUN_FAILED, RUNNING)                                               .ignore("late: the run was given to another worker, or is over"),

        on(RUN_YIELDED, RUNNING).when(CURRENT, LONGEST_TIME_SPENT)  .move(Setbacks::giveUpYielded, "the longest time of a run is spent"),
        on(RUN_YIELDED, RUNNING).when(CURRENT)                      .move(Setbacks::handBack, "the worker handed the run back"),
        on(RUN_YIELDED, RUNNING)                                    .ignore("late: the run was given to another worker, or is over"),

        on(RUN_LOST, RUNNING).when(CURRENT, LEASE_PASSED, ATTEMPTS_REMAIN).move(Setbacks::backOffAfterLoss, "the worker fell silent and the run is tried again after a wait"),
        on(RUN_LOST, RUNNING).when(CURRENT, LEASE_PASSED)           .move(Setbacks::giveUpAfterLoss, "the worker fell silent and no attempt is left"),
        on(RUN_LOST, RUNNING)                                       .ignore("the lease was renewed meanwhile, or nobody works on that run"),

        on(CHANGE_SIGNALLED, IMPORTING).when(BEGUN, REMEMBERED_ALREADY).ignore("remembered already"),
        on(CHANGE_SIGNALLED, IMPORTING).when(BEGUN)                 .move(Moves::remember, "a page may be on its way, so the change is read after this run"),
        on(CHANGE_SIGNALLED, IMPORTING)                             .ignore("the import has not begun and will read it"),
        on(CHANGE_SIGNALLED, LIVE).when(NO_RUN)                     .move(Moves::catchUpOnSignal, "the provider says that something changed"),
        on(CHANGE_SIGNALLED, LIVE).when(BEGUN, REMEMBERED_ALREADY)  .ignore("remembered already"),
        on(CHANGE_SIGNALLED, LIVE).when(BEGUN)                      .move(Moves::remember, "a page may be on its way, so the change is read after this run"),
        on(CHANGE_SIGNALLED, LIVE).when(CATCH_UP, NAMED_ALREADY)    .ignore("the waiting catch-up will read it"),
        on(CHANGE_SIGNALLED, LIVE).when(CATCH_UP)                   .move(Moves::mergeNames, "the waiting catch-up reads this as well"),
        on(CHANGE_SIGNALLED, LIVE)                                  .ignore("the waiting walk will read everything"),
        on(CHANGE_SIGNALLED, FAILED)                                .ignore("recovery reads everything"),
        on(CHANGE_SIGNALLED, DISCONNECTED)                          .ignore("nothing can be read, and Reconnect reads everything"),

        on(TriggerKind.LOOK_DUE, LIVE).when(SUSPENDED)              .ignore("the link is on hold"),
        on(TriggerKind.LOOK_DUE, LIVE).when(NO_RUN, WALK_DUE)       .move(Moves::walk, "the regular walk is due"),
        on(TriggerKind.LOOK_DUE, LIVE).when(NO_RUN, LOOK_DUE)       .move(Moves::poll, "the poll is due"),
        on(TriggerKind.LOOK_DUE, LIVE)                              .ignore("a run is on already, or no look is due"),
        on(TriggerKind.LOOK_DUE, IMPORTING)                         .ignore("the import reads everything"),
        on(TriggerKind.LOOK_DUE, AT_REST)                           .ignore("a link that is not live is not looked at")));
    // spotless:on

    private final Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells;

    private TransitionTable(Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells) {
        this.cells = cells;
    }

    /** Sorts rows into cells and refuses a table with a missing or doubled cell, or a row without a reason. */
    static TransitionTable of(List<TransitionRule> rows) {
        Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells = new EnumMap<>(SyncPhase.class);
        for (SyncPhase phase : SyncPhase.values()) {
            Map<TriggerKind, List<TransitionRule>> ofPhase = new EnumMap<>(TriggerKind.class);
            for (TriggerKind kind : TriggerKind.values()) {
                List<TransitionRule> cell =
                        rows.stream().filter(row -> row.covers(phase, kind)).toList();
                check(phase, kind, cell);
                ofPhase.put(kind, cell);
            }
            cells.put(phase, ofPhase);
        }
        return new TransitionTable(cells);
    }

    /** The row that answers this situation. */
    TransitionRule rule(Situation situation) {
        return cell(situation.link().phase(), situation.trigger().kind()).stream()
                .filter(row -> row.holds(situation))
                .findFirst()
                .orElseThrow();
    }

    List<TransitionRule> cell(SyncPhase phase, TriggerKind kind) {
        return cells.getOrDefault(phase, Map.of()).getOrDefault(kind, List.of());
    }

    private static TransitionRule.Row on(TriggerKind kind, SyncPhase phase) {
        return on(kind, EnumSet.of(phase));
    }

    private static TransitionRule.Row on(TriggerKind kind, Set<SyncPhase> phases) {
        return on(EnumSet.of(kind), phases);
    }

    private static TransitionRule.Row on(Set<TriggerKind> kinds, Set<SyncPhase> phases) {
        return TransitionRule.on(kinds, phases);
    }

    private static void check(SyncPhase phase, TriggerKind kind, List<TransitionRule> cell) {
        String name = "cell " + phase + " x " + kind;
        long last = cell.stream().filter(TransitionRule::isLast).count();
        if (last != 1 || !cell.get(cell.size() - 1).isLast()) {
            throw new IllegalStateException(name + ": expected exactly one row without a guard, the last, but found "
                    + last + " among " + cell.size() + " rows");
        }
        if (cell.stream().anyMatch(row -> row.reason().isBlank())) {
            throw new IllegalStateException(name + ": expected a reason in each row but found an empty one");
        }
    }
}
