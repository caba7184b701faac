package io.holdfast.transition;

import static io.holdfast.model.RecoveryAction.NONE;
import static io.holdfast.model.RecoveryAction.RECONNECT;
import static io.holdfast.model.RecoveryAction.RECONNECT_INTEGRATION;
import static io.holdfast.model.RecoveryAction.RESUME;
import static io.holdfast.model.RecoveryAction.RETRY;
import static io.holdfast.model.RecoveryAction.WAIT;
import static io.holdfast.model.SyncPhase.DISCONNECTED;
import static io.holdfast.model.SyncPhase.IMPORTING;
import static io.holdfast.model.SyncPhase.IMPORT_FAILED;
import static io.holdfast.model.SyncPhase.LIVE;
import static io.holdfast.model.SyncPhase.SYNC_FAILED;
import static io.holdfast.transition.Guard.ANY_WORD_WAITS;
import static io.holdfast.transition.Guard.ATTEMPTS_REMAIN;
import static io.holdfast.transition.Guard.AUTO_RETRY_IS_DUE;
import static io.holdfast.transition.Guard.BEGUN;
import static io.holdfast.transition.Guard.BINDING_MEANT;
import static io.holdfast.transition.Guard.BOUND_SEVERED;
import static io.holdfast.transition.Guard.CATCH_UP;
import static io.holdfast.transition.Guard.CHANGE_REMEMBERED;
import static io.holdfast.transition.Guard.CLAIMABLE;
import static io.holdfast.transition.Guard.CURRENT;
import static io.holdfast.transition.Guard.CURSOR_REFUSED;
import static io.holdfast.transition.Guard.FIRST_LIST_SHORT;
import static io.holdfast.transition.Guard.FULL_SCAN_IS_DUE;
import static io.holdfast.transition.Guard.GONE_UNCONFIRMED;
import static io.holdfast.transition.Guard.KEPT_ALREADY;
import static io.holdfast.transition.Guard.LEASE_UNCHANGED;
import static io.holdfast.transition.Guard.LONGEST_TIME_SPENT;
import static io.holdfast.transition.Guard.LOOKS_THE_SAME;
import static io.holdfast.transition.Guard.LOOK_IS_DUE;
import static io.holdfast.transition.Guard.MINE;
import static io.holdfast.transition.Guard.MOVE_MEANT;
import static io.holdfast.transition.Guard.NAMED_ALREADY;
import static io.holdfast.transition.Guard.NAMES_NOBODY_NEW;
import static io.holdfast.transition.Guard.NOBODY_ASKED;
import static io.holdfast.transition.Guard.NOT_CONNECTED;
import static io.holdfast.transition.Guard.NO_RUN;
import static io.holdfast.transition.Guard.OF_ANOTHER_INTEGRATION;
import static io.holdfast.transition.Guard.ON_AGAIN;
import static io.holdfast.transition.Guard.OTHER_ACCOUNT;
import static io.holdfast.transition.Guard.OTHER_PROVIDER;
import static io.holdfast.transition.Guard.OTHER_WORKSPACE;
import static io.holdfast.transition.Guard.PERSON_WAITS;
import static io.holdfast.transition.Guard.POLL_IS_DUE;
import static io.holdfast.transition.Guard.PROVIDER_ASKED_TO_WAIT;
import static io.holdfast.transition.Guard.RATE_LIMITED;
import static io.holdfast.transition.Guard.READ_LATER;
import static io.holdfast.transition.Guard.RECOVERS_IN_VAIN;
import static io.holdfast.transition.Guard.RECOVERS_LATER;
import static io.holdfast.transition.Guard.REMOTE_NOT_VISIBLE;
import static io.holdfast.transition.Guard.REMOVAL_STANDS;
import static io.holdfast.transition.Guard.REMOVING;
import static io.holdfast.transition.Guard.RESYNC;
import static io.holdfast.transition.Guard.RESYNC_REMEMBERED;
import static io.holdfast.transition.Guard.RETRYABLE;
import static io.holdfast.transition.Guard.SAME_CONNECTION;
import static io.holdfast.transition.Guard.SUSPENDED;
import static io.holdfast.transition.Guard.THAT_QUESTION;
import static io.holdfast.transition.Guard.THAT_QUESTION_OR_THE_KEPT;
import static io.holdfast.transition.Guard.TURN_PASSES;
import static io.holdfast.transition.Guard.WAITS_FOR_BACK_OFF;
import static io.holdfast.transition.Guard.WAITS_FOR_LIST;
import static io.holdfast.transition.Guard.WORD_GIVEN;
import static io.holdfast.transition.Guard.WORD_OF_THE_KEPT_WAITS;
import static io.holdfast.transition.Guard.WORKING;
import static io.holdfast.transition.TriggerKind.APPLY_REMOVALS_REQUESTED;
import static io.holdfast.transition.TriggerKind.AUTO_RETRY_DUE;
import static io.holdfast.transition.TriggerKind.CHANGE_SIGNALLED;
import static io.holdfast.transition.TriggerKind.CREDENTIAL_SEVERED;
import static io.holdfast.transition.TriggerKind.INTEGRATION_PROVEN;
import static io.holdfast.transition.TriggerKind.KEEP_ATTENDEES_REQUESTED;
import static io.holdfast.transition.TriggerKind.LEASE_RENEWED;
import static io.holdfast.transition.TriggerKind.LOOK_DUE;
import static io.holdfast.transition.TriggerKind.PAGE_APPLIED;
import static io.holdfast.transition.TriggerKind.POLL_DUE;
import static io.holdfast.transition.TriggerKind.RECONNECT_REQUESTED;
import static io.holdfast.transition.TriggerKind.REMOTE_SEEN;
import static io.holdfast.transition.TriggerKind.REMOTE_SIGNALLED;
import static io.holdfast.transition.TriggerKind.REMOVALS_BEGUN;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole life cycle: five phases, every kind of trigger, no cell left out. The rows of a cell are read from the top;
 * the last has no guard. Its reasons are what a person, a log line, a history and the documentation say.
 */
final class TransitionTable {
    private static final Set<TriggerKind> UNDER_A_CLAIM =
            EnumSet.of(PAGE_APPLIED, LEASE_RENEWED, REMOVALS_BEGUN, RUN_COMPLETED, RUN_YIELDED, RUN_FAILED, RUN_LOST);
    private static final Set<TriggerKind> REPORTS = EnumSet.of(
            RUN_STARTED, PAGE_APPLIED, LEASE_RENEWED, REMOVALS_BEGUN, RUN_COMPLETED, RUN_YIELDED, RUN_FAILED, RUN_LOST);

    private static final Set<TriggerKind> ANSWERS = EnumSet.of(APPLY_REMOVALS_REQUESTED, KEEP_ATTENDEES_REQUESTED);

    private static final Set<SyncPhase> RUNNING = EnumSet.of(IMPORTING, LIVE);
    private static final Set<SyncPhase> FAILED = EnumSet.of(IMPORT_FAILED, SYNC_FAILED);
    private static final Set<SyncPhase> AT_REST = EnumSet.of(IMPORT_FAILED, SYNC_FAILED, DISCONNECTED);
    private static final Set<SyncPhase> CONNECTED = EnumSet.complementOf(EnumSet.of(DISCONNECTED));
    private static final Set<SyncPhase> NOT_LIVE = EnumSet.complementOf(EnumSet.of(LIVE));
    private static final Set<SyncPhase> ANYWHERE = EnumSet.allOf(SyncPhase.class);

    /** The one table of this library. */
    // spotless:off
    static final TransitionTable LIFE_CYCLE = of(List.of(
        on(RETRY_REQUESTED, ANYWHERE)        .when(SUSPENDED)                                  .refuse(RESUME, "the link is on hold; resume it first"),
        on(RETRY_REQUESTED, IMPORTING)       .when(WAITS_FOR_BACK_OFF)                         .stay(RecoveryTransitions::bringForward, "a person asked, so the wait ends now"),
        on(RETRY_REQUESTED, IMPORTING)       .when(WAITS_FOR_LIST)                             .stay(RecoveryTransitions::bringForward, "a person asked, so the short list is read again now"),
        on(RETRY_REQUESTED, IMPORTING)       .when(PROVIDER_ASKED_TO_WAIT)                     .ignore("the provider asked to wait, and nothing shortens that"),
        on(RETRY_REQUESTED, IMPORTING)       .when(WORKING)                                    .ignore("a run is working already"),
        on(RETRY_REQUESTED, IMPORTING)                                                         .ignore("a run is due already and waits for a worker"),
        on(RETRY_REQUESTED, FAILED)                                                            .to(IMPORTING, RecoveryTransitions::importAgain, "a person asked for a retry"),
        on(RETRY_REQUESTED, LIVE)                                                              .ignore("data flows, so there is nothing to retry"),
        on(RETRY_REQUESTED, DISCONNECTED)                                                      .refuse(RECONNECT, "the credential is severed; reconnect first"),

        on(RECONNECT_REQUESTED, ANYWHERE)    .when(NOT_CONNECTED)                              .refuse(RECONNECT_INTEGRATION, "that integration is not connected; connect the provider first"),
        on(RECONNECT_REQUESTED, ANYWHERE)    .when(OTHER_PROVIDER)                             .refuse(RECONNECT, "that integration belongs to another provider; pick one of the link's own"),
        on(RECONNECT_REQUESTED, ANYWHERE)    .when(OTHER_WORKSPACE)                            .refuse(RECONNECT, "that integration belongs to another workspace; pick one of the link's own"),
        on(RECONNECT_REQUESTED, ANYWHERE)    .when(OTHER_ACCOUNT)                              .refuse(RECONNECT, "that integration is another account; connect the one from before again, or move the link"),
        on(RECONNECT_REQUESTED, ANYWHERE)    .when(REMOTE_NOT_VISIBLE)                         .refuse(RECONNECT, "that account can't see the remote side; connect the one from before again, or move to one that can"),
        on(RECONNECT_REQUESTED, RUNNING)     .when(SAME_CONNECTION)                            .ignore("bound to that connection already"),
        on(RECONNECT_REQUESTED, ANYWHERE)    .when(BOUND_SEVERED, NOBODY_ASKED)                .to(IMPORTING, RecoveryTransitions::reconnect, "the same account is connected again, so the link is reconnected by itself"),
        on(RECONNECT_REQUESTED, RUNNING)     .when(MOVE_MEANT)                                 .to(IMPORTING, RecoveryTransitions::reconnect, "a person moved the link to another connection"),
        on(RECONNECT_REQUESTED, RUNNING)     .when(BOUND_SEVERED)                              .to(IMPORTING, RecoveryTransitions::reconnect, "a person reconnected before the link was told of the severance"),
        on(RECONNECT_REQUESTED, IMPORTING)                                                     .refuse(WAIT, "the bound connection is still valid, so there is nothing to reconnect; move the link if another account is meant"),
        on(RECONNECT_REQUESTED, LIVE)                                                          .refuse(NONE, "the bound connection is still valid, so there is nothing to reconnect; move the link if another account is meant"),
        on(RECONNECT_REQUESTED, AT_REST)     .when(MOVE_MEANT)                                 .to(IMPORTING, RecoveryTransitions::reconnect, "a person moved the link to another connection"),
        on(RECONNECT_REQUESTED, AT_REST)                                                       .to(IMPORTING, RecoveryTransitions::reconnect, "a person reconnected"),

        on(RESYNC_REQUESTED, ANYWHERE)       .when(SUSPENDED)                                  .refuse(RESUME, "the link is on hold; resume it first"),
        on(RESYNC_REQUESTED, IMPORTING)                                                        .ignore("the import reads everything"),
        on(RESYNC_REQUESTED, FAILED)                                                           .refuse(RETRY, "retry first; a retry reads everything"),
        on(RESYNC_REQUESTED, LIVE)           .when(NO_RUN)                                     .stay(LinkTransitions::resync, "a person asked for everything to be read again"),
        on(RESYNC_REQUESTED, LIVE)           .when(RESYNC, PERSON_WAITS)                       .ignore("a full scan is on already and reads everything"),
        on(RESYNC_REQUESTED, LIVE)           .when(RESYNC)                                     .stay(LinkTransitions::hurry, "a full scan is on already, and a person waits for it now"),
        on(RESYNC_REQUESTED, LIVE)           .when(WORKING, RESYNC_REMEMBERED)                 .ignore("remembered already"),
        on(RESYNC_REQUESTED, LIVE)           .when(WORKING)                                    .stay(LinkTransitions::rememberResync, "a catch-up is working, so everything is read after it"),
        on(RESYNC_REQUESTED, LIVE)           .when(PROVIDER_ASKED_TO_WAIT, RESYNC_REMEMBERED)  .ignore("remembered already, until the provider's wait is over"),
        on(RESYNC_REQUESTED, LIVE)           .when(PROVIDER_ASKED_TO_WAIT)                     .stay(LinkTransitions::rememberResync, "the provider asked the catch-up to wait, so everything is read after it"),
        on(RESYNC_REQUESTED, LIVE)                                                             .stay(LinkTransitions::resync, "the waiting catch-up becomes a full scan"),
        on(RESYNC_REQUESTED, DISCONNECTED)                                                     .refuse(RECONNECT, "the credential is severed; reconnect first, which reads everything"),

        on(SUSPEND_REQUESTED, ANYWHERE)      .when(SUSPENDED)                                  .ignore("on hold already"),
        on(SUSPEND_REQUESTED, RUNNING)       .when(WORKING)                                    .stay(LinkTransitions::suspendWorker, "a person put the link on hold, so its worker lets go"),
        on(SUSPEND_REQUESTED, ANYWHERE)                                                        .stay(LinkTransitions::suspend, "a person put the link on hold"),
        on(RESUME_REQUESTED, LIVE)           .when(SUSPENDED, NO_RUN)                          .stay(LinkTransitions::resumeWithCatchUp, "a person resumed the link, so what changed meanwhile is read"),
        on(RESUME_REQUESTED, RUNNING)        .when(SUSPENDED)                                  .stay(LinkTransitions::resumeRun, "a person resumed the link, so its run goes on"),
        on(RESUME_REQUESTED, AT_REST)        .when(SUSPENDED)                                  .stay(LinkTransitions::resume, "a person resumed the link"),
        on(RESUME_REQUESTED, ANYWHERE)                                                         .ignore("not on hold"),

        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(SUSPENDED)                                  .refuse(RESUME, "the link is on hold; resume it first"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(WORD_GIVEN)                                 .ignore("answered so already, and a full scan carries it out"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(REMOVING)                                   .refuse(WAIT, "others are being removed just now; answer what is asked then"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(ANY_WORD_WAITS)                             .refuse(WAIT, "another answer is carried out first; answer again once that has ended"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(THAT_QUESTION_OR_THE_KEPT, NO_RUN)          .stay(AbsenceTransitions::giveWordAndScan, "a person wants them removed, so everything is read again to see whether they are still gone"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(THAT_QUESTION_OR_THE_KEPT, RESYNC)          .stay(AbsenceTransitions::giveWord, "a person wants them removed, and the full scan that is on carries it out"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(THAT_QUESTION_OR_THE_KEPT, WORKING)         .stay(AbsenceTransitions::giveWordAndScanLater, "a person wants them removed; a catch-up is working, so everything is read after it"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(THAT_QUESTION_OR_THE_KEPT, PROVIDER_ASKED_TO_WAIT).stay(AbsenceTransitions::giveWordAndScanLater, "a person wants them removed; the provider asked the catch-up to wait, so everything is read after it"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)   .when(THAT_QUESTION_OR_THE_KEPT)                  .stay(AbsenceTransitions::giveWordAndScan, "a person wants them removed, so the waiting catch-up becomes a full scan"),
        on(APPLY_REMOVALS_REQUESTED, LIVE)                                                     .refuse(NONE, "that is not what is asked now; look at the question that waits, if one does, and name its numbers"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)   .when(REMOVING, SUSPENDED)                        .refuse(RESUME, "they are being removed, and the link is on hold; resume it so that this ends"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)   .when(REMOVING)                                   .refuse(WAIT, "attendees are being removed just now; look again once that has ended"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)   .when(WORD_OF_THE_KEPT_WAITS)                     .refuse(WAIT, "those kept before are to be removed first; look again once that has ended"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)   .when(THAT_QUESTION)                              .stay(AbsenceTransitions::keep, "a person keeps them though the provider no longer lists them"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)   .when(KEPT_ALREADY)                               .ignore("kept already"),
        on(KEEP_ATTENDEES_REQUESTED, LIVE)                                                     .refuse(NONE, "that is not what is asked now; look at the question that waits, if one does, and name its numbers"),
        on(ANSWERS, NOT_LIVE)                .when(SUSPENDED)                                  .refuse(RESUME, "the link is on hold; resume it first, the question waits"),
        on(ANSWERS, EnumSet.of(IMPORTING))                                                     .refuse(WAIT, "an import is on; answer once it has ended, the question waits"),
        on(ANSWERS, FAILED)                                                                    .refuse(RETRY, "retry first; the question waits"),
        on(ANSWERS, EnumSet.of(DISCONNECTED))                                                  .refuse(RECONNECT, "the credential is severed; reconnect first, the question waits"),

        on(RUN_STARTED, RUNNING)             .when(CLAIMABLE)                                  .stay(LinkTransitions::claim, "a worker took the run"),
        on(RUN_STARTED, RUNNING)             .when(MINE)                                       .ignore("already yours"),
        on(RUN_STARTED, RUNNING)                                                               .ignore("not to be claimed: another's, not due, on hold, or over"),
        on(PAGE_APPLIED, RUNNING)            .when(CURRENT)                                    .stay(LinkTransitions::applyPage, "a page was applied"),
        on(LEASE_RENEWED, RUNNING)           .when(CURRENT)                                    .stay(LinkTransitions::renewLease, "the worker is still on its page"),
        on(REMOVALS_BEGUN, RUNNING)          .when(CURRENT, REMOVAL_STANDS)                    .stay(AbsenceTransitions::beginRemoving, "attendees are marked as absent now"),
        on(REMOVALS_BEGUN, RUNNING)          .when(CURRENT)                                    .ignore("what it rests on no longer stands, so nobody is marked"),
        on(RUN_COMPLETED, IMPORTING)         .when(CURRENT, FIRST_LIST_SHORT)                  .stay(ShortLists::readAgain, "the list is shorter than stated, so it is read again before the import is complete"),
        on(RUN_COMPLETED, RUNNING)           .when(CURRENT)                                    .to(LIVE, LinkTransitions::complete, "everything was read"),
        on(RUN_FAILED, IMPORTING)            .when(CURRENT, LONGEST_TIME_SPENT)                .to(FAILED, FailureTransitions::giveUpOverdue, "the attempt failed, and the run's own time is spent or no page came for too long"),
        on(RUN_FAILED, LIVE)                 .when(CURRENT, LONGEST_TIME_SPENT)                .to(SYNC_FAILED, FailureTransitions::giveUpOverdue, "the attempt failed, and the run's own time is spent or no page came for too long"),
        on(RUN_FAILED, RUNNING)              .when(CURRENT, RATE_LIMITED)                      .stay(FailureTransitions::waitAsAsked, "the provider asked to wait"),
        on(RUN_FAILED, RUNNING)              .when(CURRENT, CURSOR_REFUSED, ATTEMPTS_REMAIN)   .stay(FailureTransitions::scanAnew, "the provider lost the place, so the list is read from its start"),
        on(RUN_FAILED, IMPORTING)            .when(CURRENT, RETRYABLE, RECOVERS_IN_VAIN)       .to(FAILED, FailureTransitions::giveUp, "the provider is still in trouble, so it is tried again later"),
        on(RUN_FAILED, RUNNING)              .when(CURRENT, RETRYABLE, ATTEMPTS_REMAIN)        .stay(FailureTransitions::backOff, "the attempt failed and is tried again after a wait"),
        on(RUN_FAILED, RUNNING)              .when(CURRENT, GONE_UNCONFIRMED, ATTEMPTS_REMAIN) .stay(FailureTransitions::waitForConfirmation, "the provider says it is gone, and is asked again once its answers have settled"),
        on(RUN_FAILED, IMPORTING)            .when(CURRENT)                                    .to(FAILED, FailureTransitions::giveUp, "the attempt failed and trying again would not help, or no attempt is left"),
        on(RUN_FAILED, LIVE)                 .when(CURRENT)                                    .to(SYNC_FAILED, FailureTransitions::giveUp, "the attempt failed and trying again would not help, or no attempt is left"),
        on(RUN_YIELDED, IMPORTING)           .when(CURRENT, LONGEST_TIME_SPENT)                .to(FAILED, FailureTransitions::giveUpYielded, "the run's own time is spent, or no page came for too long"),
        on(RUN_YIELDED, LIVE)                .when(CURRENT, LONGEST_TIME_SPENT)                .to(SYNC_FAILED, FailureTransitions::giveUpYielded, "the run's own time is spent, or no page came for too long"),
        on(RUN_YIELDED, RUNNING)             .when(CURRENT)                                    .stay(FailureTransitions::handBack, "the worker handed the run back"),
        on(RUN_LOST, RUNNING)                .when(CURRENT, LEASE_UNCHANGED, ATTEMPTS_REMAIN)  .stay(FailureTransitions::backOffAfterLoss, "the worker fell silent and the run is tried again after a wait"),
        on(RUN_LOST, IMPORTING)              .when(CURRENT, LEASE_UNCHANGED)                   .to(FAILED, FailureTransitions::giveUpAfterLoss, "the worker fell silent and no attempt is left"),
        on(RUN_LOST, LIVE)                   .when(CURRENT, LEASE_UNCHANGED)                   .to(SYNC_FAILED, FailureTransitions::giveUpAfterLoss, "the worker fell silent and no attempt is left"),
        on(RUN_LOST, RUNNING)                .when(CURRENT)                                    .ignore("the lease was renewed meanwhile"),
        on(UNDER_A_CLAIM, RUNNING)                                                             .ignore("late: the run was given to another worker, or is over"),
        on(REPORTS, AT_REST)                                                                   .ignore("late: the run it speaks of has ended"),

        on(CHANGE_SIGNALLED, RUNNING)        .when(BEGUN, CHANGE_REMEMBERED)                   .ignore("remembered already"),
        on(CHANGE_SIGNALLED, RUNNING)        .when(BEGUN)                                      .stay(LinkTransitions::remember, "a page may be on its way, so the change is read after this run"),
        on(CHANGE_SIGNALLED, IMPORTING)                                                        .ignore("the import has not begun and will read it"),
        on(CHANGE_SIGNALLED, LIVE)           .when(NO_RUN)                                     .stay(LinkTransitions::catchUpOnSignal, "the provider says that something changed"),
        on(CHANGE_SIGNALLED, LIVE)           .when(CATCH_UP, NAMED_ALREADY)                    .ignore("the waiting catch-up will read it"),
        on(CHANGE_SIGNALLED, LIVE)           .when(CATCH_UP)                                   .stay(LinkTransitions::mergeNames, "the waiting catch-up reads this as well"),
        on(CHANGE_SIGNALLED, LIVE)           .when(NAMES_NOBODY_NEW)                           .ignore("the waiting full scan will read everything"),
        on(CHANGE_SIGNALLED, LIVE)                                                             .stay(LinkTransitions::mergeNames, "the waiting full scan reads those before its first page"),
        on(CHANGE_SIGNALLED, FAILED)                                                           .ignore("recovery reads everything"),
        on(CHANGE_SIGNALLED, DISCONNECTED)                                                     .ignore("nothing can be read, and Reconnect reads everything"),

        on(REMOTE_SIGNALLED, LIVE)           .when(LOOK_IS_DUE)                                .ignore("a look is due already"),
        on(REMOTE_SIGNALLED, LIVE)                                                             .stay(LookTransitions::bringForward, "the provider says that the event or channel itself changed, so it is looked at now"),
        on(REMOTE_SIGNALLED, IMPORTING)                                                        .ignore("the import looks as well"),
        on(REMOTE_SIGNALLED, AT_REST)                                                          .ignore("a link that is not live is not looked at"),

        on(CREDENTIAL_SEVERED, CONNECTED)    .when(BINDING_MEANT)                              .to(DISCONNECTED, LinkTransitions::disconnect, "the credential is severed"),
        on(CREDENTIAL_SEVERED, CONNECTED)                                                      .ignore("another connection was severed, not the one that the link is bound to"),
        on(CREDENTIAL_SEVERED, DISCONNECTED)                                                   .ignore("disconnected already"),

        on(INTEGRATION_PROVEN, FAILED)       .when(OF_ANOTHER_INTEGRATION)                     .ignore("another integration shows a sign of life, not the one that the link is bound to"),
        on(INTEGRATION_PROVEN, FAILED)       .when(RECOVERS_LATER)                             .stay(RecoveryTransitions::wake, "its integration shows a sign of life, so it is tried again soon"),
        on(INTEGRATION_PROVEN, FAILED)                                                         .ignore("it is tried again soon already, or only a person can mend it"),
        on(INTEGRATION_PROVEN, RUNNING)                                                        .ignore("nothing to wake: a run is on, or data flows"),
        on(INTEGRATION_PROVEN, DISCONNECTED)                                                   .ignore("only Reconnect leads out"),

        on(POLL_DUE, LIVE)                   .when(SUSPENDED)                                  .ignore("the link is on hold"),
        on(POLL_DUE, LIVE)                   .when(NO_RUN, FULL_SCAN_IS_DUE)                   .stay(LinkTransitions::fullScan, "the full scan is due"),
        on(POLL_DUE, LIVE)                   .when(NO_RUN, POLL_IS_DUE)                        .stay(LinkTransitions::poll, "a poll or a recheck is due"),
        on(POLL_DUE, LIVE)                                                                     .ignore("a run is on already, or no poll is due"),
        on(POLL_DUE, IMPORTING)                                                                .ignore("the import reads everything"),
        on(POLL_DUE, AT_REST)                                                                  .ignore("a link that is not live is not polled"),
        on(LOOK_DUE, LIVE)                   .when(SUSPENDED)                                  .ignore("the link is on hold"),
        on(LOOK_DUE, LIVE)                   .when(NO_RUN, LOOK_IS_DUE)                        .stay(LookTransitions::begin, "the event or channel itself is looked at, without its attendees"),
        on(LOOK_DUE, LIVE)                                                                     .ignore("a run is on, or no look is due"),
        on(LOOK_DUE, IMPORTING)                                                                .ignore("the import looks as well"),
        on(LOOK_DUE, AT_REST)                                                                  .ignore("a link that is not live is not looked at"),
        on(REMOTE_SEEN, LIVE)                .when(SUSPENDED)                                  .ignore("the link is on hold"),
        on(REMOTE_SEEN, LIVE)                .when(READ_LATER)                                 .ignore("what is known of it was read later"),
        on(REMOTE_SEEN, LIVE)                .when(ON_AGAIN)                                   .stay(LookTransitions::wake, "it is on again, so everything is read"),
        on(REMOTE_SEEN, LIVE)                .when(LOOKS_THE_SAME)                             .ignore("nothing of it changed, and no look was owed"),
        on(REMOTE_SEEN, LIVE)                                                                  .stay(LookTransitions::see, "the provider told how the event or channel is"),
        on(REMOTE_SEEN, IMPORTING)                                                             .ignore("the import looks as well"),
        on(REMOTE_SEEN, AT_REST)                                                               .ignore("a link that is not live is not looked at"),
        on(AUTO_RETRY_DUE, FAILED)           .when(SUSPENDED)                                  .ignore("the link is on hold"),
        on(AUTO_RETRY_DUE, FAILED)           .when(AUTO_RETRY_IS_DUE, TURN_PASSES)             .stay(RecoveryTransitions::passTurn, "nothing of its integration gets through, and something else of it is tried in its stead"),
        on(AUTO_RETRY_DUE, FAILED)           .when(AUTO_RETRY_IS_DUE)                          .to(IMPORTING, RecoveryTransitions::autoRetry, "time may have mended it, so it is tried again where it broke off"),
        on(AUTO_RETRY_DUE, FAILED)                                                             .ignore("it is never tried again unasked, or not yet"),
        on(AUTO_RETRY_DUE, RUNNING)                                                            .ignore("nothing to recover from: a run is on, or data flows"),
        on(AUTO_RETRY_DUE, DISCONNECTED)                                                       .ignore("only Reconnect leads out")));
    // spotless:on

    private final List<TransitionRule> rows;
    private final Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells;

    private TransitionTable(List<TransitionRule> rows, Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells) {
        this.rows = rows;
        this.cells = cells;
    }

    /** Sorts rows into cells and refuses a table with a missing or doubled cell, or a row without a reason of its own. */
    static TransitionTable of(List<TransitionRule> rows) {
        Map<SyncPhase, Map<TriggerKind, List<TransitionRule>>> cells = new EnumMap<>(SyncPhase.class);
        for (SyncPhase phase : SyncPhase.values()) {
            Map<TriggerKind, List<TransitionRule>> ofPhase = new EnumMap<>(TriggerKind.class);
            for (TriggerKind kind : TriggerKind.values()) {
                List<TransitionRule> cell = rows.stream()
                        .filter(row -> row.covers(phase, kind))
                        .map(row -> row.in(phase, kind))
                        .toList();
                check("cell " + phase + " x " + kind, cell);
                ofPhase.put(kind, cell);
            }
            cells.put(phase, ofPhase);
        }
        return new TransitionTable(rows, cells);
    }

    /** The row that answers this situation. */
    TransitionRule rule(DecisionContext context) {
        List<TransitionRule> cell =
                cell(context.link().phase(), context.trigger().kind());
        for (TransitionRule row : cell) {
            if (row.holds(context)) {
                return row;
            }
        }
        throw new IllegalStateException("expected a last row without a guard but found " + cell);
    }

    /** The rows of one cell, from the top, each as if it spanned no other. */
    List<TransitionRule> cell(SyncPhase phase, TriggerKind kind) {
        return cells.getOrDefault(phase, Map.of()).getOrDefault(kind, List.of());
    }

    /** All rows as they are written down. */
    List<TransitionRule> rows() {
        return rows;
    }

    private static TransitionRule.Row on(TriggerKind kind, SyncPhase phase) {
        return TransitionRule.on(EnumSet.of(kind), EnumSet.of(phase));
    }

    private static TransitionRule.Row on(TriggerKind kind, Set<SyncPhase> phases) {
        return TransitionRule.on(EnumSet.of(kind), phases);
    }

    private static TransitionRule.Row on(Set<TriggerKind> kinds, Set<SyncPhase> phases) {
        return TransitionRule.on(kinds, phases);
    }

    private static void check(String name, List<TransitionRule> cell) {
        long last = cell.stream().filter(TransitionRule::isLast).count();
        if (last != 1 || !cell.get(cell.size() - 1).isLast()) {
            throw new IllegalStateException(name + ": expected exactly one row without a guard, the last, but found "
                    + last + " among " + cell.size() + " rows");
        }
        if (cell.stream().anyMatch(row -> row.reason().isBlank())) {
            throw new IllegalStateException(name + ": expected a reason in each row but found an empty one");
        }
        if (cell.stream().map(TransitionRule::reason).distinct().count() < cell.size()) {
            throw new IllegalStateException(name + ": expected each row to have a reason of its own but two share one");
        }
    }
}
