package io.holdfast.testkit.lifecycle;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.presentation.Badge;
import io.holdfast.presentation.Button;
import io.holdfast.presentation.Indicator;
import io.holdfast.presentation.Overlay;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.Tone;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.transition.Decision;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The laws of what a page shows: it is true in that moment, and what it advises works when pressed. */
final class ViewLaws {
    private static final Set<Command> CONNECTING = EnumSet.of(Command.CONNECT, Command.RENEW, Command.VERIFY);

    static final String ALERT =
            "an alert exactly while FAILED, DISCONNECTED, PENDING without a run, or a decision is wanted";
    static final String PILL = "a pill exactly while ACTIVE";
    static final String TRUE_PILL = "Syncing only while something is read within the promised bound";
    static final String PROGRESS = "progress exactly while an import is queued or running";
    static final String NEVER_COMPLETE = "progress never reads as complete";
    static final String BADGE = "a badge says the status and what is done";
    static final String LABEL = "a label names the act";
    static final String HELPS = "what helps first is accepted, and does what it promises";
    static final String BUTTONS = "a button can be pressed exactly if that is accepted";
    static final String RIGHTS = "nobody can press what they may not, and each such button says so";
    static final String OVERLAYS = "on hold and not served are seen on badge, pill and page";
    static final String WHO = "no page says that nobody has to act while the account's card sends somebody";
    static final String DIALOG = "the dialog preselects what is accepted, and offers no row that is refused";

    /** A page and all that it is held against: the same for somebody who may do nothing, and its dialog. */
    record Seen(ViewScene scene, Explanation told, StatusView view, StatusView withoutRights, ReconnectDialog dialog) {
        static Seen of(ViewScene scene) {
            Explanation told = scene.told();
            return new Seen(
                    scene,
                    told,
                    scene.view(told, command -> true),
                    scene.view(told, command -> false),
                    scene.dialog(told));
        }
    }

    @FunctionalInterface
    interface Holds {
        boolean of(Seen seen);
    }

    static final Map<String, Holds> ALL = all();

    private ViewLaws() {}

    static boolean holds(String law, Seen seen) {
        return Optional.ofNullable(ALL.get(law)).orElseThrow().of(seen);
    }

    private static Map<String, Holds> all() {
        Map<String, Holds> laws = new LinkedHashMap<>();
        laws.put(ALERT, ViewLaws::hasAlert);
        laws.put(PILL, seen -> seen.view().indicator().isPresent() == isActive(seen.scene()));
        laws.put(TRUE_PILL, ViewLaws::pillIsTrue);
        laws.put(
                PROGRESS,
                seen -> seen.view().progress().isPresent()
                        == (seen.scene().link().phase() == SyncPhase.IMPORTING
                                && !seen.scene().isSevered()));
        laws.put(
                NEVER_COMPLETE,
                seen -> seen.view()
                        .progress()
                        .filter(shown ->
                                shown.total().isPresent() && shown.total().getAsLong() <= shown.processed())
                        .isEmpty());
        laws.put(BADGE, ViewLaws::badgeIsTrue);
        laws.put(LABEL, seen -> buttons(seen.view()).allMatch(ViewLaws::isNamed));
        laws.put(HELPS, ViewLaws::adviceWorks);
        laws.put(BUTTONS, ViewLaws::buttonsAreTrue);
        laws.put(RIGHTS, seen -> buttons(seen.withoutRights()).noneMatch(Button::allowed));
        laws.put(OVERLAYS, ViewLaws::overlaysAreSeen);
        laws.put(WHO, ViewLaws::whoIsSent);
        laws.put(DIALOG, ViewLaws::dialogIsTrue);
        return laws;
    }

    private static boolean isActive(ViewScene scene) {
        return scene.link().phase() == SyncPhase.LIVE && !scene.isSevered();
    }

    private static boolean hasAlert(Seen seen) {
        ViewScene scene = seen.scene();
        boolean failed =
                scene.link().phase() == SyncPhase.IMPORT_FAILED || scene.link().phase() == SyncPhase.SYNC_FAILED;
        boolean asked = isActive(scene) && isDecisionWanted(scene);
        return seen.view().alert().isPresent() == (scene.isSevered() || failed || asked)
                && seen.view()
                        .alert()
                        .filter(alert -> alert.buttons().isEmpty())
                        .isEmpty();
    }

    private static boolean isDecisionWanted(ViewScene scene) {
        boolean open = scene.question().isPresent()
                && scene.link()
                        .bookkeeping()
                        .absences()
                        .word()
                        .filter(word -> scene.policy().absence().holds(word.at(), scene.now()))
                        .isEmpty();
        return open
                && !scene.lapsed()
                && (accepts(scene, Command.APPLY_REMOVALS) || accepts(scene, Command.KEEP_ATTENDEES));
    }

    /** Data is proven within the bound, or nothing is owed yet, and the next read is near. */
    private static boolean pillIsTrue(Seen seen) {
        ViewScene scene = seen.scene();
        SyncLink link = scene.link();
        Duration bound = scene.policy().delayedAfter(link);
        boolean soon = link.run().isPresent()
                || link.bookkeeping().polls().isReadDue(scene.now().plus(bound));
        boolean over = link.remote().filter(facts -> facts.isOver(scene.now())).isPresent();
        boolean late = link.provenAt()
                        .filter(at -> at.plus(bound).isBefore(scene.now()))
                        .isPresent()
                && link.due().filter(at -> !at.isAfter(scene.now())).isPresent();
        boolean isRead = soon && !over && !late && !link.isSilent() && !link.suspended() && !scene.lapsed();
        return isRead
                || seen.view()
                        .indicator()
                        .filter(pill -> pill.kind() == Indicator.Kind.SYNCING)
                        .isEmpty();
    }

    private static boolean badgeIsTrue(Seen seen) {
        ViewScene scene = seen.scene();
        Badge badge = seen.view().badge();
        SyncStatus status =
                scene.isSevered() ? SyncStatus.DISCONNECTED : scene.link().status();
        boolean importFailed =
                status == SyncStatus.PENDING && scene.link().run().isEmpty();
        boolean paused = scene.lapsed() || scene.link().suspended();
        boolean qualified = paused || status == SyncStatus.PENDING || status == SyncStatus.ACTIVE;
        return badge.status() == status
                && badge.label().key().equals("badge." + status.name().toLowerCase(Locale.ROOT))
                && (badge.tone() == Tone.ATTENTION) == importFailed
                && badge.qualifier().isPresent() == qualified
                && (paused
                        || badge.qualifier()
                                        .filter(one -> one.key().equals("badge.import-failed"))
                                        .isPresent()
                                == importFailed)
                && (status != SyncStatus.ACTIVE
                        || badge.qualifier().equals(seen.view().indicator().map(Indicator::label)));
    }

    private static boolean isNamed(Button button) {
        String act = button.command().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String key = button.label().key();
        boolean connects = button.command() == Command.CONNECT || button.command() == Command.RENEW;
        return key.equals(connects ? "button.connect" : "button." + act) || key.equals("button." + act + ".opens");
    }

    private static boolean adviceWorks(Seen seen) {
        RecoveryAction action = seen.told().advice().action();
        Optional<Button> first =
                seen.view().alert().map(alert -> alert.buttons().get(0));
        if (seen.scene().lapsed() || seen.view().status() == SyncStatus.ACTIVE) {
            return action == RecoveryAction.NONE
                    || (action == RecoveryAction.RESUME && changes(seen.scene(), Command.RESUME));
        }
        return switch (action) {
            case NONE, CONTACT_SUPPORT -> false;
            case WAIT -> seen.scene().link().due().isPresent() && first.isEmpty();
            case RETRY -> isFirst(first, Command.RETRY) && changes(seen.scene(), Command.RETRY);
            case RESUME -> changes(seen.scene(), Command.RESUME) && (first.isEmpty() || isFirst(first, Command.RESUME));
            case RECONNECT -> isFirst(first, Command.RECONNECT) && changes(seen.scene(), Command.RECONNECT);
            case MOVE ->
                isFirst(first, Command.MOVE)
                        && changes(seen.scene(), Command.MOVE)
                        && (seen.scene().bound().isEmpty() || seen.scene().isFull());
            case RECONNECT_INTEGRATION ->
                !seen.scene().isFull()
                        && first.filter(Button::allowed)
                                .map(Button::command)
                                .filter(CONNECTING::contains)
                                .isPresent()
                        && (seen.scene().bound().isPresent()
                                ? leadsToReconnect(seen.scene())
                                : seen.scene().others().isEmpty() && leadsToMove(seen.view()));
        };
    }

    /** Another account than one that is gone can't be reconnected, so nothing says so. */
    private static boolean leadsToMove(StatusView view) {
        return view.alert().stream()
                        .flatMap(alert -> alert.buttons().stream())
                        .noneMatch(button -> button.command() == Command.RECONNECT)
                && view.helps().key().equals("advice.connect.move");
    }

    /** Once the account is connected again, Reconnect is what helps, and works. */
    private static boolean leadsToReconnect(ViewScene scene) {
        ViewScene again = scene.connectedAgain();
        return !scene.bound().get().isConnected()
                && again.told().accepts(Command.RECONNECT)
                && changes(again, Command.RECONNECT);
    }

    private static boolean isFirst(Optional<Button> first, Command command) {
        return first.filter(button -> button.command() == command && button.allowed())
                .isPresent();
    }

    private static boolean changes(ViewScene scene, Command command) {
        return accepts(scene, command)
                && scene.pressed(command) instanceof Decision.Moved moved
                && keeps(command, scene, moved.next());
    }

    /** What a press promises. */
    private static boolean keeps(Command command, ViewScene scene, SyncLink after) {
        boolean reads = after.phase() == SyncPhase.IMPORTING && after.run().isPresent();
        return switch (command) {
            case RETRY -> reads && after.due().isPresent();
            case RECONNECT -> reads && isBoundTo(after, scene.bound().orElseThrow());
            case MOVE -> reads && isBoundTo(after, scene.others().get(0));
            case RESUME -> !after.suspended();
            case SUSPEND -> after.suspended();
            case RESYNC ->
                after.bookkeeping().pendingWork().resyncWanted()
                        || after.run()
                                .filter(run -> run.kind() == SyncRun.Kind.RESYNC)
                                .isPresent();
            case KEEP_ATTENDEES ->
                after.bookkeeping().absences().question().isEmpty()
                        && after.bookkeeping().absences().kept().isPresent();
            case APPLY_REMOVALS -> after.bookkeeping().absences().word().isPresent();
            default -> false;
        };
    }

    private static boolean isBoundTo(SyncLink link, Integration integration) {
        return link.binding().equals(new SyncLink.Binding(integration.id(), integration.connection()));
    }

    private static boolean buttonsAreTrue(Seen seen) {
        return buttons(seen.view()).allMatch(button -> isTrue(seen.scene(), button));
    }

    private static boolean isTrue(ViewScene scene, Button button) {
        Command command = button.command();
        boolean refusedForTheLapse = scene.lapsed() && !Command.inALapse().contains(command);
        boolean keptOut = scene.isFull() && CONNECTING.contains(command);
        if (refusedForTheLapse || !Command.ofLifeCycle().contains(command)) {
            return button.allowed() != (refusedForTheLapse || keptOut);
        }
        return button.allowed() == accepts(scene, command) && (!button.allowed() || changes(scene, command));
    }

    private static boolean accepts(ViewScene scene, Command command) {
        boolean nobody = (command == Command.RECONNECT && scene.bound().isEmpty())
                || (command == Command.MOVE && scene.others().isEmpty());
        return !nobody && scene.pressed(command) instanceof Decision.Moved;
    }

    private static boolean overlaysAreSeen(Seen seen) {
        boolean onHold = seen.scene().link().suspended();
        boolean lapsed = seen.scene().lapsed();
        List<Overlay.Kind> overlays =
                seen.view().overlays().stream().map(Overlay::kind).toList();
        Optional<String> word = seen.view().badge().qualifier().map(Message::key);
        return seen.view().onHold() == onHold
                && seen.view().badge().onHold() == onHold
                && seen.view().lapse().isPresent() == lapsed
                && overlays.contains(Overlay.Kind.ON_HOLD) == onHold
                && overlays.contains(Overlay.Kind.NOT_SERVED) == lapsed
                && word.equals(Optional.of("indicator.not-served")) == lapsed
                && (lapsed || word.equals(Optional.of("indicator.on-hold")) == onHold);
    }

    private static boolean dialogIsTrue(Seen seen) {
        ViewScene scene = seen.scene();
        ReconnectDialog dialog = seen.dialog();
        boolean preselects = !scene.lapsed() && accepts(scene, Command.RECONNECT);
        boolean rows = dialog.choices().stream()
                .filter(ReconnectDialog.Choice::selectable)
                .allMatch(choice ->
                        !scene.lapsed() && accepts(scene, choice.button().command()));
        boolean connecting = dialog.choices().stream()
                .map(ReconnectDialog.Choice::button)
                .filter(button -> CONNECTING.contains(button.command()))
                .allMatch(button -> isTrue(scene, button));
        boolean effects = dialog.choices().stream()
                .allMatch(choice -> choice.selectable() || choice.effects().isEmpty());
        return dialog.preselected().isPresent() == preselects
                && rows
                && connecting
                && effects
                && dialog.choices().size() == scene.siblings().size()
                && dialog.empty().isPresent() == scene.siblings().stream().noneMatch(Integration::isConnected);
    }

    /** In a lapse the card asks for nobody. */
    private static boolean whoIsSent(Seen seen) {
        ViewScene scene = seen.scene();
        boolean sends = scene.bound()
                .map(one -> IntegrationHealth.of(one, scene.policy().credentials(), scene.now()))
                .filter(health -> health.who() != Who.NOBODY)
                .isPresent();
        StatusView view = seen.view();
        boolean nobody = view.who().key().equals("who.nobody")
                || view.helps().text(Locale.ENGLISH).toLowerCase(Locale.ROOT).contains("nobody has to act");
        return !sends || scene.lapsed() || !nobody;
    }

    private static Stream<Button> buttons(StatusView view) {
        return Stream.of(
                        view.buttons().stream(),
                        view.alert().stream().flatMap(alert -> alert.buttons().stream()),
                        view.overlays().stream().flatMap(overlay -> overlay.buttons().stream()))
                .flatMap(all -> all);
    }
}
