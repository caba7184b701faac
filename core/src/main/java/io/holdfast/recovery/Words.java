package io.holdfast.recovery;

import io.holdfast.internal.Text;
import io.holdfast.model.NotTaken;
import io.holdfast.model.ShortList;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

/** How a link is and what happens to it next, in words; when, its due instant says. */
final class Words {
    private Words() {}

    /** What the link feeds, as a word within a sentence. */
    static String subject(SyncLink seen) {
        return seen.subject().kind() == SubjectKind.EVENT ? "event" : "channel";
    }

    static String reason(SyncLink seen) {
        if (seen.suspended() && (seen.phase() == SyncPhase.IMPORTING || seen.phase() == SyncPhase.LIVE)) {
            return "a person put the link on hold";
        }
        return switch (seen.phase()) {
            case IMPORTING -> seen.run().map(Words::reason).orElse("an import is queued");
            case IMPORT_FAILED -> "the import failed before it completed";
            case LIVE -> "data flows from the provider";
            case SYNC_FAILED -> "the last sync attempt errored";
            case DISCONNECTED -> "the credential that links the " + subject(seen) + " to its provider is severed";
        };
    }

    static String refused(Instant since, Instant until) {
        return "the provider has refused the credential since " + since + ", which is being confirmed until " + until;
    }

    /** In a sentence: what a list lacks. */
    static String shortList(ShortList list) {
        return "list shorter than stated: " + list.listed() + " of " + list.stated();
    }

    private static String reason(SyncRun run) {
        Optional<String> shorter = run.shortReads().map(ShortReads::list).map(Words::shortList);
        if (run.isWorking()) {
            return shorter.orElse("attendees are streaming in");
        }
        return switch (run.waitsFor()) {
            case NOW, SHORT_LIST -> shorter.orElse("an import is queued");
            case BACK_OFF -> "the last attempt failed and is tried again after a wait";
            case PROVIDER_ASKED -> "the provider asked to wait";
        };
    }

    static String nextStep(SyncLink seen) {
        if (seen.suspended()) {
            return "nothing until a person resumes it";
        }
        return switch (seen.phase()) {
            case IMPORTING, LIVE -> seen.run().map(Words::nextStep).orElseGet(() -> nextPoll(seen));
            case IMPORT_FAILED, SYNC_FAILED ->
                seen.due().isPresent() ? "it is tried again unasked" : "nothing until a person retries it";
            case DISCONNECTED -> "nothing until a person reconnects it";
        };
    }

    private static String nextStep(SyncRun run) {
        if (run.isWorking()) {
            return "a worker reads on; if it falls silent, another takes over";
        }
        return switch (run.waitsFor()) {
            case NOW -> "a worker takes the " + words(run.kind());
            case BACK_OFF -> "the " + words(run.kind()) + " is tried again, attempt " + run.attempt();
            case SHORT_LIST -> "the list is read again";
            case PROVIDER_ASKED -> "the " + words(run.kind()) + " goes on when the provider's wait is over";
        };
    }

    private static String nextPoll(SyncLink seen) {
        Optional<Instant> next = seen.bookkeeping().polls().next();
        if (next.isEmpty()) {
            return "nothing until the provider signals a change, or a person asks for a resync";
        }
        return next.equals(seen.bookkeeping().polls().fullScanAt())
                ? "everything is read again"
                : "changes are asked for";
    }

    /** An explanation as lines of text, a name and a value each, in the order in which somebody would ask. */
    static String bundle(Explanation told) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("link: " + told.link().value());
        lines.add("at: " + told.at());
        lines.add("status: " + told.status() + (told.delayed() ? ", delayed" : ""));
        lines.add("because: " + told.reason());
        told.since().ifPresent(since -> lines.add("since: " + since));
        told.failure().ifPresent(failure -> {
            lines.add("failure: " + failure.kind() + " at " + failure.at());
            lines.add("message: " + failure.message());
            lines.add("reference: " + failure.reference());
        });
        told.shortList().ifPresent(list -> lines.add(shortList(list)));
        told.tryingAgainAfter().ifPresent(failure -> lines.add("trying again after: " + failure.message()));
        lines.add("next: " + told.nextStep() + after(", at ", told.nextStepAt()));
        lines.add("helps: " + told.advice().action()
                + after(", then ", told.advice().after()));
        lines.add("who: " + told.advice().who());
        lines.add("why: " + told.advice().reason());
        told.notTaken().map(Words::notTaken).ifPresent(lines::add);
        RemovalWords.lines(told.removals()).forEach(lines::add);
        told.commands()
                .forEach((command, refusal) ->
                        lines.add("command " + command + ": " + refusal.orElse("would be taken now")));
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

    private static String words(SyncRun.Kind kind) {
        return switch (kind) {
            case IMPORT -> "import";
            case CATCH_UP -> "catch-up";
            case RESYNC -> "resync";
        };
    }
}
