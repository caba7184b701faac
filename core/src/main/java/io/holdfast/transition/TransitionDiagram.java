package io.holdfast.transition;

import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The transition table as a reader sees it: a picture, and rows with their reasons. Both are read off the table itself. */
public final class TransitionDiagram {
    private static final Map<SyncStatus, String> COLOURS = new EnumMap<>(Map.of(
            SyncStatus.PENDING, "fill:#fff3cd,stroke:#b58900,color:#3d3000",
            SyncStatus.ACTIVE, "fill:#d4edda,stroke:#28a745,color:#0b3d17",
            SyncStatus.FAILED, "fill:#f8d7da,stroke:#c82333,color:#4a0d12",
            SyncStatus.DISCONNECTED, "fill:#e2e3e5,stroke:#6c757d,color:#25282b"));

    private TransitionDiagram() {}

    /** {@return the phases and what leads from one to another: a Mermaid state diagram, lines ending in {@code \n}} */
    public static String mermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        line(text, "direction LR");
        for (SyncPhase phase : SyncPhase.values()) {
            line(text, "state \"" + phase.status() + "<br/>" + meaning(phase) + "\" as " + phase);
        }
        line(text, "[*] --> " + SyncPhase.IMPORTING + ": Import event");
        for (SyncPhase source : SyncPhase.values()) {
            for (SyncPhase target : SyncPhase.values()) {
                String causes = String.join(", ", causes(source, target));
                if (!causes.isEmpty()) {
                    line(text, source + " --> " + target + ": " + causes);
                }
            }
        }
        COLOURS.forEach((status, colours) -> line(text, "classDef " + style(status) + " " + colours));
        for (SyncPhase phase : SyncPhase.values()) {
            line(text, "class " + phase + " " + style(phase.status()));
        }
        return text.toString();
    }

    /**
     * {@return every row of the table, in its order, the rows of a cell to be read from the top: a Markdown table, lines
     * ending in {@code \n}}
     */
    public static String markdown() {
        StringBuilder text = new StringBuilder("| what happens | in | if | then | because |\n|---|---|---|---|---|\n");
        TransitionTable.LIFE_CYCLE
                .rows()
                .forEach(row -> text.append("| ")
                        .append(names(row.kinds()))
                        .append(" | ")
                        .append(row.phases().size() == SyncPhase.values().length ? "any phase" : names(row.phases()))
                        .append(" | ")
                        .append(row.guards().stream().map(Guard::words).collect(Collectors.joining(" *and* ")))
                        .append(" | ")
                        .append(words(row.verdict()))
                        .append(" | ")
                        .append(row.reason())
                        .append(" |\n"));
        return text.toString();
    }

    private static void line(StringBuilder text, String content) {
        text.append("    ").append(content).append('\n');
    }

    /** The five rows of the user's recovery summary. */
    private static String meaning(SyncPhase phase) {
        return switch (phase) {
            case IMPORTING -> "importing";
            case IMPORT_FAILED -> "import failed";
            case LIVE -> "live";
            case SYNC_FAILED -> "sync failed";
            case DISCONNECTED -> "credential severed";
        };
    }

    private static Set<String> causes(SyncPhase source, SyncPhase target) {
        Set<String> causes = new LinkedHashSet<>();
        for (TriggerKind kind : TriggerKind.values()) {
            boolean leads = source != target
                    && TransitionTable.LIFE_CYCLE.cell(source, kind).stream()
                            .anyMatch(row -> row.verdict() instanceof TransitionRule.Move move
                                    && move.targets(source).contains(target));
            if (leads) {
                causes.add(cause(kind, target));
            }
        }
        return causes;
    }

    private static String cause(TriggerKind kind, SyncPhase target) {
        return switch (kind) {
            case RETRY_REQUESTED -> "Retry";
            case RECONNECT_REQUESTED -> "Reconnect";
            case RUN_COMPLETED -> "all was read";
            case RUN_FAILED, RUN_YIELDED, RUN_LOST ->
                target == SyncPhase.IMPORT_FAILED ? "first import gives up" : "run gives up";
            case CREDENTIAL_SEVERED -> "credential severed";
            case AUTO_RETRY_DUE -> "by itself";
            case RESYNC_REQUESTED,
                    SUSPEND_REQUESTED,
                    RESUME_REQUESTED,
                    APPLY_REMOVALS_REQUESTED,
                    KEEP_ATTENDEES_REQUESTED,
                    REMOVALS_BEGUN,
                    RUN_STARTED,
                    PAGE_APPLIED,
                    LEASE_RENEWED,
                    CHANGE_SIGNALLED,
                    REMOTE_SIGNALLED,
                    INTEGRATION_PROVEN,
                    POLL_DUE,
                    LOOK_DUE,
                    REMOTE_SEEN -> words(kind);
        };
    }

    private static String words(TransitionRule.Verdict verdict) {
        if (verdict instanceof TransitionRule.Move move) {
            return move.targets().isEmpty() ? "**move**, phase stays" : "**move** → " + names(move.targets());
        }
        if (verdict instanceof TransitionRule.Refuse refuse) {
            return "**refuse**; helps: " + refuse.instead();
        }
        return "ignore";
    }

    private static String names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(TransitionDiagram::words).collect(Collectors.joining(", "));
    }

    private static String words(Enum<?> constant) {
        return constant instanceof TriggerKind
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : constant.name();
    }

    private static String style(SyncStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
