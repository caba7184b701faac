package io.holdfast.benchmarks;

import static io.holdfast.model.SyncPhase.DISCONNECTED;
import static io.holdfast.model.SyncPhase.IMPORTING;
import static io.holdfast.model.SyncPhase.IMPORT_FAILED;
import static io.holdfast.model.SyncPhase.LIVE;
import static io.holdfast.model.SyncPhase.SYNC_FAILED;
import static io.holdfast.transition.TriggerKind.AUTO_RETRY_DUE;
import static io.holdfast.transition.TriggerKind.CHANGE_SIGNALLED;
import static io.holdfast.transition.TriggerKind.CREDENTIAL_SEVERED;
import static io.holdfast.transition.TriggerKind.INTEGRATION_PROVEN;
import static io.holdfast.transition.TriggerKind.LEASE_RENEWED;
import static io.holdfast.transition.TriggerKind.PAGE_APPLIED;
import static io.holdfast.transition.TriggerKind.POLL_DUE;
import static io.holdfast.transition.TriggerKind.RECONNECT_REQUESTED;
import static io.holdfast.transition.TriggerKind.RESUME_REQUESTED;
import static io.holdfast.transition.TriggerKind.RESYNC_REQUESTED;
import static io.holdfast.transition.TriggerKind.RETRY_REQUESTED;
import static io.holdfast.transition.TriggerKind.RUN_COMPLETED;
import static io.holdfast.transition.TriggerKind.RUN_FAILED;
import static io.holdfast.transition.TriggerKind.RUN_LOST;
import static io.holdfast.transition.TriggerKind.RUN_STARTED;
import static io.holdfast.transition.TriggerKind.RUN_YIELDED;
import static io.holdfast.transition.TriggerKind.SUSPEND_REQUESTED;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.TriggerKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One transition of the life cycle as every peer is given it: at most one for a phase, a kind of trigger and a target,
 * because not all of them take two; and at most one whose guard holds. What is in no list, a peer ignores.
 */
record PeerRule(
        SyncPhase from, TriggerKind on, Predicate<MutableLink> guard, SyncPhase to, Consumer<MutableLink> move) {
    private static final Set<SyncPhase> ANYWHERE = EnumSet.allOf(SyncPhase.class);
    private static final Set<SyncPhase> RUNNING = EnumSet.of(IMPORTING, LIVE);
    private static final Set<SyncPhase> FAILED = EnumSet.of(IMPORT_FAILED, SYNC_FAILED);
    private static final Set<SyncPhase> AT_REST = EnumSet.of(IMPORT_FAILED, SYNC_FAILED, DISCONNECTED);
    private static final Set<SyncPhase> CONNECTED = EnumSet.complementOf(EnumSet.of(DISCONNECTED));
    private static final Set<SyncPhase> JUST_IMPORTING = EnumSet.of(IMPORTING);
    private static final Set<SyncPhase> JUST_LIVE = EnumSet.of(LIVE);

    static List<PeerRule> all() {
        Rules rules = new Rules();
        rules.stay(JUST_IMPORTING, RETRY_REQUESTED, MutableLink::waitsForBackOff, MutableMoves::bringForward);
        rules.to(IMPORTING, FAILED, RETRY_REQUESTED, MutableLink::isNotOnHold, MutableMoves::importAgain);
        rules.to(IMPORTING, RUNNING, RECONNECT_REQUESTED, MutableLink::isBoundAnew, MutableMoves::reconnect);
        rules.to(IMPORTING, AT_REST, RECONNECT_REQUESTED, MutableLink::isUsable, MutableMoves::reconnect);
        rules.stay(JUST_LIVE, RESYNC_REQUESTED, MutableLink::isResyncNew, MutableMoves::resync);
        rules.stay(ANYWHERE, SUSPEND_REQUESTED, MutableLink::isNotOnHold, MutableMoves::suspend);
        rules.stay(ANYWHERE, RESUME_REQUESTED, MutableLink::isOnHold, MutableMoves::resume);
        rules.stay(RUNNING, RUN_STARTED, MutableLink::isClaimable, MutableMoves::claim);
        rules.stay(RUNNING, PAGE_APPLIED, MutableLink::isCurrent, MutableMoves::applyPage);
        rules.stay(RUNNING, LEASE_RENEWED, MutableLink::isCurrent, MutableMoves::renewLease);
        rules.to(LIVE, RUNNING, RUN_COMPLETED, MutableLink::isCurrent, MutableMoves::complete);
        for (TriggerKind setback : EnumSet.of(RUN_FAILED, RUN_YIELDED, RUN_LOST)) {
            rules.stay(RUNNING, setback, MutableLink::goesOn, MutableMoves::goOn);
            rules.to(IMPORT_FAILED, JUST_IMPORTING, setback, MutableLink::givesUpAtFirst, MutableMoves::giveUp);
            rules.to(SYNC_FAILED, RUNNING, setback, MutableLink::givesUpLater, MutableMoves::giveUp);
        }
        rules.stay(RUNNING, CHANGE_SIGNALLED, MutableLink::isNews, MutableMoves::signal);
        rules.to(DISCONNECTED, CONNECTED, CREDENTIAL_SEVERED, MutableLink::isSevered, MutableMoves::disconnect);
        rules.stay(JUST_LIVE, POLL_DUE, MutableLink::isLookedAt, MutableMoves::look);
        rules.stay(FAILED, INTEGRATION_PROVEN, MutableLink::healsLater, MutableMoves::wake);
        rules.to(IMPORTING, FAILED, AUTO_RETRY_DUE, MutableLink::heals, MutableMoves::heal);
        return rules.all;
    }

    boolean stays() {
        return from == to;
    }

    boolean holds(MutableLink link) {
        return guard.test(link);
    }

    void apply(MutableLink link) {
        move.accept(link);
        link.version++;
    }

    private static final class Rules {
        private final List<PeerRule> all = new ArrayList<>();

        void stay(Set<SyncPhase> phases, TriggerKind on, Predicate<MutableLink> guard, Consumer<MutableLink> move) {
            phases.forEach(phase -> all.add(new PeerRule(phase, on, guard, phase, move)));
        }

        void to(
                SyncPhase to,
                Set<SyncPhase> phases,
                TriggerKind on,
                Predicate<MutableLink> guard,
                Consumer<MutableLink> move) {
            phases.forEach(phase -> all.add(new PeerRule(phase, on, guard, to, move)));
        }
    }
}
