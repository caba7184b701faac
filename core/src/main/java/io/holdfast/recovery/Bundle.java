package io.holdfast.recovery;

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
        line(
                "next",
                explanation.nextStep()
                        + explanation.nextStepAt().map(when -> ", at " + when).orElse(""));
        line(
                "helps",
                advice.action() + advice.after().map(then -> ", then " + then).orElse(""));
        line("who", advice.who());
        line("why", advice.reason());
        explanation
                .heldBack()
                .ifPresent(held -> line(
                        "held back",
                        held.unseen() + " of " + held.present() + " not seen, removal held back until "
                                + held.until()));
        explanation
                .commands()
                .forEach((command, refusal) -> line("command " + command, refusal.orElse("would be taken now")));
        return lines.toString();
    }

    private void line(String name, Object value) {
        lines.add(name + ": " + value);
    }
}
