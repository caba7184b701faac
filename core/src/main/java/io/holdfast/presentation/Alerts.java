package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which alert a page shows, if any. */
final class Alerts {
    private Alerts() {}

    static Optional<Alert> of(PageContext page) {
        return switch (page.told().status()) {
            case ACTIVE -> asked(page).map(question -> missing(page, question));
            case PENDING ->
                page.imports() ? Optional.empty() : Optional.of(failed(page, Alert.Kind.IMPORT_FAILED, Tone.ATTENTION));
            case FAILED -> Optional.of(failed(page, Alert.Kind.SYNC_FAILED, Tone.BAD));
            case DISCONNECTED -> Optional.of(disconnected(page));
        };
    }

    /** What a person's decision is wanted about: a question that has no answer yet, where one would be taken. */
    private static Optional<RemovalQuestion> asked(PageContext page) {
        boolean taken =
                page.told().accepts(Command.APPLY_REMOVALS) || page.told().accepts(Command.KEEP_ATTENDEES);
        return page.told()
                .removals()
                .question()
                .filter(question -> taken && page.told().removals().word().isEmpty());
    }

    private static Alert failed(PageContext page, Alert.Kind kind, Tone tone) {
        FailureKind why = page.told().failure().map(SyncFailure::kind).orElse(FailureKind.INTERNAL);
        return begun(page, kind, tone)
                .cause(Message.named("failure.*.short", why))
                .text(page.told().cause().orElseGet(() -> Message.named("failure.*.long", why)))
                .forSupport(page.told().advice().after().equals(Optional.of(RecoveryAction.CONTACT_SUPPORT)))
                .buttons(Buttons.ofAlert(page))
                .build();
    }

    private static Alert disconnected(PageContext page) {
        Message cause = page.told().cause().orElseGet(() -> Message.of("severance.unknown"));
        return begun(page, Alert.Kind.DISCONNECTED, Tone.OFF)
                .cause(cause)
                .text(Message.of("alert.disconnected.text", cause, page.provider()))
                .steps(steps(page))
                .buttons(Buttons.ofAlert(page))
                .build();
    }

    /** One that is gone never comes back under its id, so the way on is a move; so it is of one that another keeps out. */
    private static List<Alert.Step> steps(PageContext page) {
        boolean moves = page.bound().isEmpty() || isAdvised(page, RecoveryAction.MOVE);
        Optional<Integration> connected = (moves ? page.siblings().stream() : page.bound().stream())
                .filter(Integration::isConnected)
                .findFirst();
        Message first = page.bound()
                .filter(one -> !moves)
                .map(one -> Message.of("alert.step.connect", one.account().label()))
                .orElseGet(() -> Message.of("alert.step.connect.provider", page.provider()));
        Message second = Message.named(
                moves ? "alert.step.move.*" : "alert.step.reconnect.*",
                page.link().subject().kind());
        return List.of(
                new Alert.Step(first, connected.isPresent(), connected.map(Integration::connectedAt)),
                new Alert.Step(second, false, Optional.empty()));
    }

    private static boolean isAdvised(PageContext page, RecoveryAction action) {
        return page.told().advice().action() == action
                || page.told().advice().after().equals(Optional.of(action));
    }

    private static Alert missing(PageContext page, RemovalQuestion question) {
        Optional<Instant> removedBy = question.removedBy().filter(at -> !page.onHold());
        return begun(page, Alert.Kind.ATTENDEES_MISSING, Tone.ATTENTION)
                .title(Message.of("alert.attendees-missing", question.count(), question.present()))
                .cause(Message.of(
                        "alert.attendees-missing.cause", question.count(), question.present(), page.provider()))
                .text(removedBy
                        .map(at -> Message.of("alert.attendees-missing.text.until", at))
                        .orElseGet(() -> Message.of("alert.attendees-missing.text")))
                .helps(Message.of(
                        page.onHold() ? "alert.attendees-missing.helps.on-hold" : "alert.attendees-missing.helps"))
                .at(question.askedAt())
                .reference(Optional.empty())
                .question(question)
                .addButtons(Buttons.of(page, Command.KEEP_ATTENDEES), Buttons.of(page, Command.APPLY_REMOVALS))
                .build();
    }

    private static Alert.Builder begun(PageContext page, Alert.Kind kind, Tone tone) {
        Alert.Builder alert = Alert.builder();
        return alert.kind(kind)
                .tone(tone)
                .title(Message.named("alert.*", kind))
                .helps(page.told().advice().reason())
                .account(page.bound().map(Integration::account))
                .at(page.told().since())
                .reference(page.told().reference());
    }
}
