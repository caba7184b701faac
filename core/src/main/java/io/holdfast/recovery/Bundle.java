package io.holdfast.recovery;

import io.holdfast.model.Command;
import io.holdfast.model.PendingRemovals;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

/** An explanation as lines of text, a name and a value each, in the order in which somebody would ask. */
final class Bundle {
    private final StringJoiner lines = new StringJoiner("\n", "", "\n");
    private final Explanation explanation;

    Bundle(Explanation explanation) {
        this.explanation = explanation;
    }

    String text() {
        RecoveryAdvice advice = explanation.advice();
        line("link", explanation.link().value());
        line("at", explanation.at());
        line("status", explanation.status() + (explanation.delayed() ? ", delayed" : ""));
        line("because", explanation.reason());
        explanation.since().ifPresent(since -> line("since", since));
        explanation.failure().ifPresent(failure -> {
            line("failure", failure.kind() + " at " + failure.at());
            line("message", failure.message());
            line("reference", failure.reference());
        });
        line("next", explanation.nextStep() + at(explanation.nextStepAt()));
        line(
                "helps",
                advice.action() + advice.after().map(then -> ", then " + then).orElse(""));
        line("who", advice.who());
        line("why", advice.reason());
        explanation.heldBack().map(Bundle::words).ifPresent(words -> line("held back", words));
        explanation.commands().forEach((command, refusal) -> line(name(command), refusal.orElse("would be taken now")));
        return lines.toString();
    }

    private void line(String name, Object value) {
        lines.add(name + ": " + value);
    }

    private static String name(Command command) {
        return "command " + command;
    }

    private static String at(Optional<Instant> instant) {
        return instant.map(when -> ", at " + when).orElse("");
    }

    private static String words(PendingRemovals held) {
        return held.unseen() + " of " + held.present() + " not seen, removal held back until " + held.until();
    }
}
