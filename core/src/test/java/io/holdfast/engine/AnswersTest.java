package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendance;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Command;
import io.holdfast.model.FailureKind;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.ProviderException;
import io.holdfast.presentation.Alert;
import io.holdfast.presentation.Button;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.Warning;
import io.holdfast.recovery.Explanation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a page tells of missing attendees, and what becomes of a person's answer. */
final class AnswersTest {
    private static final Actor ANN = Actor.member("m-ann");

    private final World world = new World();
    private final Links ann = world.engine.actingAs(ANN).links();

    @Test
    void beforeTheQuestionThereIsALineAndNoQuestion() {
        SyncLink link = missing(40);

        StatusView view = ann.view(link.id());

        assertThat(view.alert()).isEmpty();
        assertThat(texts(view)).hasSize(2).anyMatch(line -> line.startsWith("40 of 100 attendees are missing"));
        assertThat(view.status()).isEqualTo(link.status());
        assertThat(accepted(link)).doesNotContain(Command.APPLY_REMOVALS, Command.KEEP_ATTENDEES);
    }

    @Test
    void theQuestionSaysWhoMayDecideAndWhatHappensIfNobodyDoes() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);

        StatusView view = ann.view(link.id());
        Alert alert = view.alert().orElseThrow();

        assertThat(alert.question()).contains(question);
        assertThat(text(alert.title())).isEqualTo("40 of 100 attendees are missing");
        assertThat(text(alert.text())).contains("Nobody was removed", "they are marked as not attending after");
        assertThat(alert.buttons()).allMatch(Button::allowed);
        assertThat(alert.buttons())
                .extracting(button -> text(button.label()))
                .containsExactly("Keep all 100", "Mark 40 as not attending");
        assertThat(view.warnings()).extracting(Warning::kind).containsExactly(Warning.Kind.REMOVALS_WAITING);
        assertThat(texts(view)).containsExactly("Looked for changes every 5 min.");
        assertThat(accepted(link)).contains(Command.APPLY_REMOVALS, Command.KEEP_ATTENDEES);
    }

    @Test
    void anAnswerWithOtherNumbersIsRefusedWithThoseThatAreAskedNow() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);

        for (Outcome<SyncLink> refused : List.of(
                ann.applyRemovals(link.id(), question.scan(), 39),
                ann.applyRemovals(link.id(), question.scan() - 1, 40),
                ann.keepAttendees(link.id(), question.scan(), 41))) {
            Refusal refusal = refused.refusal().orElseThrow();
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_NOW);
            assertThat(refusal.question()).contains(question);
            assertThat(refusal.reason())
                    .contains(link.id().value(), "asked now: scan " + question.scan() + ", 40 of 100");
        }
        assertThat(now(link)).isEqualTo(link);
    }

    @Test
    void onHoldAKeepIsTakenAndARemovalSaysResume() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);
        ann.suspend(link.id()).orThrow();

        Refusal refusal = ann.applyRemovals(link.id(), question.scan(), question.count())
                .refusal()
                .orElseThrow();
        assertThat(refusal.suggestedAction()).isEqualTo(RecoveryAction.RESUME);
        assertThat(ann.view(link.id()).alert()).isPresent();
        assertThat(ann.keepAttendees(link.id(), question.scan(), question.count())
                        .changed())
                .isTrue();
    }

    @Test
    void aRemovalIsCarriedOutByAFullScanAndAnsweringTwiceChangesNothing() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);

        assertThat(ann.applyRemovals(link.id(), question.scan(), question.count())
                        .changed())
                .isTrue();
        assertThat(ann.applyRemovals(link.id(), question.scan(), question.count())
                        .changed())
                .isFalse();
        assertThat(texts(ann.view(link.id())))
                .contains("A person wants 40 missing attendees removed. Everything is read once more first.");
        assertThat(ann.view(link.id()).alert()).isEmpty();
        assertThat(present(link)).isEqualTo(100);
        world.engine.runDue();

        assertThat(present(link)).isEqualTo(60);
        assertThat(texts(ann.view(link.id()))).containsExactly("Looked for changes every 5 min.");
    }

    @Test
    void whomAPersonKeepsIsShownAndMayStillBeRemoved() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);

        ann.keepAttendees(link.id(), question.scan(), question.count()).orThrow();
        assertThat(ann.view(link.id()).alert()).isEmpty();
        assertThat(texts(ann.view(link.id())))
                .contains("40 attendees are kept by a person though the provider no longer lists them.");
        KeptAttendees kept = now(link).bookkeeping().absences().kept().orElseThrow();
        ann.applyRemovals(link.id(), kept.scan(), kept.count()).orThrow();
        world.engine.runDue();

        assertThat(present(link)).isEqualTo(60);
    }

    @Test
    void whoCouldNotAnswerWhileTheLinkFailedIsGivenTheTimeAfterwards() {
        SyncLink link = asked(40);
        RemovalQuestion question = question(link);
        world.provider.beforeEachPage(() -> {
            throw ProviderException.of(FailureKind.UNREACHABLE, "expected an answer but found none");
        });
        ann.resync(link.id()).orThrow();
        world.pass(Duration.ofHours(7));
        assertThat(ann.view(link.id()).warnings()).isNotEmpty();
        assertThat(ann.keepAttendees(link.id(), question.scan(), question.count())
                        .refusal())
                .isPresent();

        world.provider.beforeEachPage(() -> {});
        ann.retry(link.id());
        world.engine.runDue();

        assertThat(present(link)).isEqualTo(100);
        assertThat(ann.view(link.id()).alert()).isPresent();
        assertThat(question(now(link)).removedBy().orElseThrow())
                .isAfterOrEqualTo(world.time
                        .instant()
                        .plus(SyncPolicy.defaults().absence().settling()));
        assertThat(ann.keepAttendees(link.id(), question.scan(), question.count())
                        .changed())
                .isTrue();
    }

    private SyncLink missing(int some) {
        world.registered(100);
        SyncLink link = world.live();
        IntStream.rangeClosed(1, some).forEach(i -> world.provider.remove(World.EVENT, AttendeeId.of("a" + i)));
        world.engine.links().resync(link.id()).orThrow();
        world.engine.runDue();
        return now(link);
    }

    private SyncLink asked(int some) {
        SyncLink link = missing(some);
        world.pass(SyncPolicy.defaults().absence().settling());
        return now(link);
    }

    private SyncLink now(SyncLink link) {
        return world.engine.links().get(link.id());
    }

    private static RemovalQuestion question(SyncLink link) {
        return link.bookkeeping().absences().question().orElseThrow();
    }

    private List<Command> accepted(SyncLink link) {
        Explanation told = ann.explain(link.id());
        return Command.ofLifeCycle().stream().filter(told::accepts).toList();
    }

    private static List<String> texts(StatusView view) {
        return view.lines().stream().map(line -> text(line)).toList();
    }

    private static String text(Message message) {
        return message.text(Locale.ROOT);
    }

    private long present(SyncLink link) {
        return world.attendees.attendees(link.id()).stream()
                .filter(attendee -> attendee.attendance() == Attendance.ATTENDING)
                .count();
    }
}
