package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Incident;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Lease;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryAdvice;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.TransitionDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life cycle's documentation says what the code does. Run with {@code -Dholdfast.docs=write} to write it anew. */
final class LifecycleDocTest {
    private static final Path DOCUMENT = Path.of("docs", "lifecycle.md");
    private static final Path README = Path.of("..", "README.md");
    private static final Instant NOW = Instant.parse("2027-03-14T09:00:00Z");
    private static final SyncPolicy POLICY = SyncPolicy.defaults();

    @Test
    void theDocumentSaysWhatTheTableSays() throws IOException {
        String expected = document();
        if ("write".equals(System.getProperty("holdfast.docs"))) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT)
                .as("core/docs/lifecycle.md is not what the code says; it should read:%n%s", expected)
                .hasContent(expected);
    }

    @Test
    void theReadmeShowsTheSamePicture() throws IOException {
        assertThat(Files.readString(README)).contains(picture());
    }

    private static String document() {
        return """
                # The life cycle of a link

                This page is generated from the code; a test fails when the two differ.

                ## The picture

                A box is a phase, with the status that a person sees above it. A link that is on hold stays in its phase.

                %s
                ## What a person sees, and what helps

                %s
                ## Every rule

                The whole table: each trigger, in each phase. The rules of one case are read from the top; the first one whose conditions hold answers, and its reason stands unchanged in the log, in the history and in the answer. *Move* writes the link, *ignore* is success without a write, *refuse* tells the caller what would help.

                %s""".formatted(picture(), summary(), TransitionDiagram.markdown());
    }

    private static String picture() {
        return "```mermaid\n" + TransitionDiagram.mermaid() + "```\n";
    }

    private static String summary() {
        StringBuilder text =
                new StringBuilder("| Status | What it means | Recovery | Who | Reason |\n|---|---|---|---|---|\n");
        row(text, "`PENDING` (job running)", SyncPhase.IMPORTING, 1);
        row(text, "`PENDING` (no job)", SyncPhase.IMPORT_FAILED, 1);
        row(text, "`ACTIVE`", SyncPhase.LIVE, 1);
        row(text, "`FAILED`", SyncPhase.SYNC_FAILED, 1);
        row(
                text,
                "`FAILED`, again and again",
                SyncPhase.SYNC_FAILED,
                POLICY.autoRetry().supportAfterRuns());
        row(text, "`DISCONNECTED`, provider not connected", SyncPhase.DISCONNECTED, 1);
        row(text, "`DISCONNECTED`, provider connected again", SyncPhase.DISCONNECTED, 2);
        return text.toString();
    }

    private static void row(StringBuilder text, String status, SyncPhase phase, int times) {
        Explanation explanation = RecoveryRules.explain(
                link(phase, times), List.of(integration(phase != SyncPhase.DISCONNECTED || times > 1)), POLICY, NOW);
        RecoveryAdvice advice = explanation.advice();
        text.append("| ")
                .append(status)
                .append(" | ")
                .append(explanation.reason().text(Locale.UK))
                .append(" | ")
                .append(words(advice.action()))
                .append(advice.after().map(then -> ", then " + words(then)).orElse(""))
                .append(" | ")
                .append(words(advice.who()))
                .append(" | ")
                .append(advice.reason().text(Locale.UK))
                .append(" |\n");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static SyncLink link(SyncPhase phase, int times) {
        SyncLink born = SyncStateMachine.begin(
                        SyncLinkId.of("link"),
                        new SyncLink.Key(
                                WorkspaceId.of("workspace"),
                                ProviderId.of("provider"),
                                new RemoteRef(SubjectKind.EVENT, RemoteId.of("remote")),
                                SyncSubject.event("event")),
                        new SyncLink.Binding(IntegrationId.of("integration"), 1),
                        Actor.HOST,
                        NOW)
                .next();
        boolean imports = phase == SyncPhase.IMPORTING;
        boolean imported = phase == SyncPhase.LIVE || phase == SyncPhase.SYNC_FAILED;
        boolean failed = phase == SyncPhase.IMPORT_FAILED || phase == SyncPhase.SYNC_FAILED;
        SyncFailure failure = SyncFailure.of(FailureKind.UNREACHABLE, "HF-…", "expected an answer but found none", NOW);
        return born.toBuilder()
                .phase(phase)
                .run(imports ? born.run().map(LifecycleDocTest::working) : Optional.empty())
                .importedAt(imported ? Optional.of(NOW) : Optional.empty())
                .incident(
                        failed
                                ? Optional.of(Incident.opened(failure).toBuilder()
                                        .failedRuns(times)
                                        .build())
                                : Optional.empty())
                .build();
    }

    private static SyncRun working(SyncRun waiting) {
        return waiting.toBuilder()
                .lease(new Lease("owner", NOW.plus(Duration.ofMinutes(1))))
                .build();
    }

    private static Integration integration(boolean connected) {
        return Integration.builder()
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .build())
                .id(IntegrationId.of("integration"))
                .workspace(WorkspaceId.of("workspace"))
                .provider(ProviderId.of("provider"))
                .account(new Account("account", "label"))
                .status(connected ? Integration.Status.CONNECTED : Integration.Status.DISCONNECTED)
                .connection(1)
                .connectedAt(NOW)
                .version(1)
                .build();
    }
}
