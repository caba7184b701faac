package io.holdfast.recovery;

import io.holdfast.internal.Text;
import io.holdfast.message.Message;
import io.holdfast.model.NotTaken;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** How a link is and what happens to it next, in words; when, its due instant says. */
final class Words {
    /** Who gets the lines of a bundle reads English. */
    private static final Locale SUPPORT = Locale.UK;

    private Words() {}

    /** What the link feeds, as it is named within a sentence. */
    static Message subject(SyncLink seen) {
        return Message.named("this.*", seen.subject().kind());
    }

    static Message how(SyncLink seen, Optional<Pace> pace, Instant now) {
        if (seen.suspended() && (seen.phase() == SyncPhase.IMPORTING || seen.phase() == SyncPhase.LIVE)) {
            return Message.of("how.on-hold");
        }
        return switch (seen.phase()) {
            case IMPORTING -> seen.run().map(Words::how).orElse(Message.of("how.queued"));
            case IMPORT_FAILED -> Message.of("how.import-failed");
            case LIVE -> pace.flatMap(rests -> rests(seen, rests, now)).orElse(Message.of("how.live"));
            case SYNC_FAILED -> Message.of("how.sync-failed");
            case DISCONNECTED -> Message.of("how.disconnected", subject(seen));
        };
    }

    /** Why changes are no longer followed as they come. */
    private static Optional<Message> rests(SyncLink seen, Pace pace, Instant now) {
        return switch (pace) {
            case LIVE -> Optional.empty();
            case ON_REQUEST -> Optional.of(Message.named("pace.*", pace));
            case DAILY, WEEKLY ->
                seen.remote()
                        .filter(facts -> facts.isOver(now))
                        .map(facts -> Message.of(facts.subject().cancelled() ? "pace.cancelled" : "pace.over"))
                        .map(over -> Message.named("pace.*", pace, over));
        };
    }

    static Message refused(Instant since, Instant until) {
        return Message.of("how.refused", since, until);
    }

    static Message delayed(SyncLink seen) {
        return Message.of("how.delayed", seen.provenAt().orElseThrow());
    }

    private static Message how(SyncRun run) {
        Optional<Message> shorter = run.shortReads()
                .map(ShortReads::list)
                .map(list -> Message.of("how.list-shorter", list.listed(), list.stated()));
        if (run.isWorking()) {
            return shorter.orElse(Message.of("how.streaming"));
        }
        return switch (run.waitsFor()) {
            case NOW, SHORT_LIST -> shorter.orElse(Message.of("how.queued"));
            case BACK_OFF -> Message.of("how.backing-off");
            case PROVIDER_ASKED -> Message.of("how.provider-asked");
        };
    }

    static Message nextStep(SyncLink seen, RecoveryPlan plan) {
        if (seen.suspended()) {
            return Message.of("next.resume");
        }
        return switch (seen.phase()) {
            case IMPORTING, LIVE -> seen.run().map(Words::nextStep).orElseGet(() -> nextPoll(seen));
            case IMPORT_FAILED, SYNC_FAILED ->
                Message.of(seen.due().isPresent() ? "next.tried-by-itself" : "next.retry");
            case DISCONNECTED -> Message.of(plan.mustMove() ? "next.move" : "next.reconnect");
        };
    }

    private static Message nextStep(SyncRun run) {
        if (run.isWorking()) {
            return Message.of("next.reads-on");
        }
        Message what = Message.named("run.*", run.kind());
        return switch (run.waitsFor()) {
            case NOW -> Message.of("next.begins", what);
            case BACK_OFF -> Message.of("next.tried-again", what, run.attempt());
            case SHORT_LIST -> Message.of("next.list-again");
            case PROVIDER_ASKED -> Message.of("next.goes-on", what);
        };
    }

    private static Message nextPoll(SyncLink seen) {
        if (seen.bookkeeping().polls().isLookNext()) {
            return Message.of("next.look");
        }
        Optional<Instant> next = seen.bookkeeping().polls().next();
        if (next.isEmpty()) {
            return Message.of("next.signal");
        }
        return Message.of(next.equals(seen.bookkeeping().polls().fullScanAt()) ? "next.full-scan" : "next.changes");
    }

    /** An explanation as lines of text, a name and a value each, in the order in which somebody would ask. */
    static String bundle(Explanation told) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("link: " + told.link().value());
        lines.add("at: " + told.at());
        lines.add("status: " + told.status() + (told.delayed() ? ", delayed" : ""));
        lines.add("because: " + told.reason().text(SUPPORT));
        told.cause().ifPresent(cause -> lines.add("cause: " + cause.text(SUPPORT)));
        told.since().ifPresent(since -> lines.add("since: " + since));
        told.failure().ifPresent(failure -> {
            lines.add("failure: " + failure.kind() + " at " + failure.at());
            lines.add("message: " + failure.message());
        });
        told.reference().ifPresent(reference -> lines.add("reference: " + reference));
        told.shortList()
                .ifPresent(list -> lines.add("list shorter than stated: " + list.listed() + " of " + list.stated()));
        told.tryingAgainAfter().ifPresent(failure -> lines.add("trying again after: " + failure.message()));
        lines.add("next: " + told.nextStep().text(SUPPORT));
        told.nextStepAt().ifPresent(at -> lines.add("next at: " + at));
        lines.add("helps: " + told.advice().action()
                + after(", then ", told.advice().after()));
        lines.add("who: " + told.advice().who());
        lines.add("why: " + told.advice().reason().text(SUPPORT));
        told.notTaken().map(Words::notTaken).ifPresent(lines::add);
        RemovalWords.lines(told.removals()).forEach(lines::add);
        told.commands()
                .forEach((command, refusal) -> lines.add("command " + command + ": "
                        + refusal.map(why -> why.text(SUPPORT)).orElse("would be taken now")));
        return lines.toString();
    }

    private static String notTaken(NotTaken rows) {
        String nameless = rows.nameless() == 0
                ? ""
                : "; " + rows.nameless()
                        + " of them name nobody, so of those who are missing nobody is removed who can't be"
                        + " asked for alone";
        return "not taken: " + rows.rows() + " of " + rows.of() + " rows ("
                + Text.escaped(String.join(", ", rows.codes())) + ")" + nameless;
    }

    private static String after(String word, Optional<?> value) {
        return value.map(present -> word + present).orElse("");
    }
}
