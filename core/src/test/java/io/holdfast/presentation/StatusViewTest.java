package io.holdfast.presentation;

import static io.holdfast.presentation.Looks.FAILURE;
import static io.holdfast.presentation.Looks.NOW;
import static io.holdfast.presentation.Looks.REMOTE;
import static io.holdfast.presentation.Looks.explain;
import static io.holdfast.presentation.Looks.integration;
import static io.holdfast.presentation.Looks.link;
import static io.holdfast.presentation.Looks.run;
import static io.holdfast.presentation.Looks.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Command;
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The user's page, row by row: what is shown, what helps, and who does it. */
final class StatusViewTest {
    // spotless:off
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // phase,       status,       badge,        qualifier,     tone,      alert,                    button,    indicator, progress, action
        "IMPORTING,     PENDING,      Pending,      Importing,     BUSY,      -,                        -,         -,         true,     WAIT",
        "IMPORT_FAILED, PENDING,      Pending,      Import failed, ATTENTION, Import failed,            Retry,     -,         false,    RETRY",
        "LIVE,          ACTIVE,       Active,       Syncing,       GOOD,      -,                        -,         Syncing,   false,    NONE",
        "SYNC_FAILED,   FAILED,       Failed,       -,             BAD,       Sync failed,              Retry,     -,         false,    RETRY",
        "DISCONNECTED,  DISCONNECTED, Disconnected, -,             OFF,       Integration disconnected, Reconnect…, -,        false,    RECONNECT",
    })
    // spotless:on
    void eachPhaseShowsItsRowOfTheUsersPage(
            SyncPhase phase,
            SyncStatus status,
            String badge,
            @Nullable String qualifier,
            Tone tone,
            @Nullable String alert,
            @Nullable String button,
            @Nullable String indicator,
            boolean progress,
            RecoveryAction action) {
        SyncLink link = polled(phase);
        StatusView view = view(link);

        assertThat(view.status()).isEqualTo(status);
        assertThat(text(view.badge().label())).isEqualTo(badge);
        assertThat(view.badge().qualifier().map(StatusViewTest::text)).isEqualTo(Optional.ofNullable(qualifier));
        assertThat(view.badge().tone()).isEqualTo(tone);
        assertThat(view.alert().map(shown -> text(shown.title()))).isEqualTo(Optional.ofNullable(alert));
        assertThat(view.alert().map(shown -> text(shown.buttons().get(0).label())))
                .isEqualTo(Optional.ofNullable(button));
        assertThat(view.alert().filter(shown -> !shown.buttons().get(0).allowed()))
                .isEmpty();
        assertThat(view.indicator().map(pill -> text(pill.label()))).isEqualTo(Optional.ofNullable(indicator));
        assertThat(view.progress().isPresent()).isEqualTo(progress);
        assertThat(explain(link, integration(Integration.Status.CONNECTED))
                        .advice()
                        .action())
                .isEqualTo(action);
    }

    @Test
    void aFailureIsToldInTheWordsOfItsKindWithItsReference() {
        Alert alert = view(link(SyncPhase.SYNC_FAILED).build()).alert().orElseThrow();

        assertThat(text(alert.cause())).isEqualTo("The provider does not answer");
        assertThat(text(alert.text())).startsWith("The provider did not answer");
        assertThat(text(alert.helps())).contains("Retry");
        assertThat(alert.reference()).contains("HF-1");
        assertThat(alert.at()).contains(NOW);
        assertThat(alert.steps()).isEmpty();
    }

    @Test
    void aSeveredConnectionShowsAtOnceBeforeTheLinkWasToldWithItsTwoSteps() {
        SyncLink live = link(SyncPhase.LIVE).build();

        StatusView view = view(live, integration(Integration.Status.DISCONNECTED));
        Alert alert = view.alert().orElseThrow();

        assertThat(view.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(view.nextStepAt()).isEmpty();
        assertThat(alert.kind()).isEqualTo(Alert.Kind.DISCONNECTED);
        assertThat(alert.steps()).extracting(Alert.Step::done).containsExactly(false, false);
        assertThat(alert.steps())
                .extracting(step -> text(step.label()))
                .containsExactly("Connect one again", "Reconnect this event");
        assertThat(alert.buttons()).extracting(Button::command).containsExactly(Command.RENEW, Command.RECONNECT);
        assertThat(alert.buttons()).extracting(Button::allowed).containsExactly(true, false);
        assertThat(text(alert.buttons().get(0).label())).isEqualTo("Connect Scripted…");
        assertThat(alert.account().orElseThrow().label()).isEqualTo("one");
        assertThat(view.toString()).doesNotContain("label=one").contains("***");
    }

    @Test
    void anAccountThatWasAuthorisedAgainDoesNotReviveTheLinksOfTheConnectionBefore() {
        Integration again = integration(Integration.Status.CONNECTED).toBuilder()
                .connection(2)
                .build();

        StatusView view = view(link(SyncPhase.LIVE).build(), again);

        assertThat(view.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(view.alert().orElseThrow().buttons().get(0).command()).isEqualTo(Command.RECONNECT);
        assertThat(view.alert().orElseThrow().steps())
                .extracting(Alert.Step::done)
                .containsExactly(true, false);
    }

    @Test
    void whereNothingTellsOfChangesTheIndicatorSaysSynced() {
        RemoteFacts silent =
                new RemoteFacts(RemoteSubject.builder().ref(REMOTE).title("Any").build(), Feed.NONE, NOW);

        StatusView view = view(link(SyncPhase.LIVE).remote(silent).build());

        assertThat(view.indicator().orElseThrow().kind()).isEqualTo(Indicator.Kind.SYNCED);
        assertThat(text(view.badge().qualifier().orElseThrow())).isEqualTo("Synced");
        assertThat(text(view.indicator().orElseThrow().reason())).startsWith("Nothing tells of changes.");
    }

    @ParameterizedTest
    @CsvSource({"true, It is cancelled. Attendees are read daily.", "false, It is over. Attendees are read daily."})
    void whatIsOverOrCalledOffIsSyncedAndSaysWhy(boolean cancelled, String why) {
        RemoteSubject event = RemoteSubject.builder()
                .ref(REMOTE)
                .title("Any")
                .endsAt(NOW.minus(Duration.ofHours(1)))
                .cancelled(cancelled)
                .build();
        RemoteFacts facts = new RemoteFacts(event, Feed.POLL, NOW);

        Indicator pill = view(Looks.polled().toBuilder().remote(facts).build())
                .indicator()
                .orElseThrow();

        assertThat(pill.kind()).isEqualTo(Indicator.Kind.SYNCED);
        assertThat(text(pill.reason())).isEqualTo(why);
    }

    @Test
    void aWaitingRetrySaysUntilWhen() {
        SyncRun waiting = run().toBuilder()
                .due(NOW.plusSeconds(9))
                .waitsFor(SyncRun.Wait.BACK_OFF)
                .lastFailure(FAILURE)
                .build();
        SyncLink link = link(SyncPhase.IMPORTING).run(waiting).build();

        StatusView view = view(link);

        assertThat(view.progress().orElseThrow().waitsUntil()).contains(NOW.plusSeconds(9));
        assertThat(text(view.badge().qualifier().orElseThrow())).isEqualTo("Waiting");
        assertThat(text(view.reason())).contains("tried again");
        assertThat(view.alert()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onHoldIsSeenInEachPhaseAndResumeIsAmongWhatCanBePressed(SyncPhase phase) {
        StatusView view = view(link(phase).suspended(true).build());

        assertThat(view.onHold()).isTrue();
        assertThat(view.badge().onHold()).isTrue();
        assertThat(text(view.badge().qualifier().orElseThrow())).isEqualTo("On hold");
        assertThat(view.overlays()).extracting(Overlay::kind).containsExactly(Overlay.Kind.ON_HOLD);
        assertThat(view.overlays().get(0).buttons())
                .singleElement()
                .satisfies(button -> assertThat(button.allowed()).isTrue());
        assertThat(view.alert().map(alert -> alert.buttons().get(0).command()))
                .isIn(Optional.empty(), Optional.of(Command.RESUME));
    }

    @Test
    void whoMayNotIsShownTheButtonsWithTheReason() {
        SyncLink failed = link(SyncPhase.SYNC_FAILED).build();
        Integration bound = integration(Integration.Status.CONNECTED);

        StatusView view = StatusView.of(failed, explain(failed, bound), List.of(bound), command -> false);

        assertThat(view.alert().orElseThrow().buttons()).noneMatch(Button::allowed);
        assertThat(view.alert().orElseThrow().buttons())
                .extracting(button -> text(button.whyNot().orElseThrow()))
                .containsOnly("You may not do this. Ask a workspace admin.");
        assertThat(view.buttons()).noneMatch(Button::allowed);
    }

    @Test
    void aWorkspaceThatIsNotServedSaysSoWithTheHostsOwnReason() {
        SyncLink failed = link(SyncPhase.SYNC_FAILED).build();
        Integration bound = integration(Integration.Status.CONNECTED);
        Explanation told = RecoveryRules.lapsed(explain(failed, bound), "The plan has ended.");

        StatusView view = StatusView.of(failed, told, List.of(bound), command -> true);

        assertThat(view.lapse()).contains("The plan has ended.");
        assertThat(text(view.badge().qualifier().orElseThrow())).isEqualTo("Not served");
        assertThat(text(view.overlays().get(0).text()))
                .isEqualTo(
                        "Nothing is read meanwhile. Once the workspace is served again, a person goes on here. The reason:"
                                + " The plan has ended.");
        assertThat(view.alert().orElseThrow().buttons()).singleElement().satisfies(button -> {
            assertThat(button.command()).isEqualTo(Command.RETRY);
            assertThat(text(button.whyNot().orElseThrow())).contains("The plan has ended.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC_FAILED, PT48H,    true",
        "SYNC_FAILED, PT48H1S,  false",
        "SYNC_FAILED, PT-1S,    false",
        "IMPORTING,   PT1H,     true",
        "LIVE,        PT1H,     false"
    })
    void whatStartsSoonAndIsNotActiveIsForetold(SyncPhase phase, Duration ahead, boolean soon) {
        Instant start = NOW.plus(ahead);
        RemoteSubject event =
                RemoteSubject.builder().ref(REMOTE).title("Any").startsAt(start).build();
        SyncLink link =
                link(phase).remote(new RemoteFacts(event, Feed.POLL, NOW)).build();

        assertThat(view(link).startsSoon()).isEqualTo(soon ? Optional.of(start) : Optional.empty());
    }

    @Test
    void aQuestionThatIsOpenIsForTheWorkspaceAdminAndThePageSaysWhatHelps() {
        RemovalQuestion question = new RemovalQuestion(7, 3, 9, NOW, Optional.empty());
        SyncLink asked = Looks.polled().toBuilder(kept ->
                        kept.absences(Absences.builder().question(question).build()))
                .build();

        StatusView view = view(asked);

        assertThat(view.alert().flatMap(Alert::question)).contains(question);
        assertThat(view.who()).isEqualTo(Message.of("who.workspace-admin"));
        assertThat(view.helps()).isEqualTo(view.alert().orElseThrow().helps());
    }

    @Test
    void whoeverTheCardOfTheAccountSendsThePageSendsAsWell() {
        Integration ends = integration(Integration.Status.CONNECTED).toBuilder()
                .expiresAt(NOW.plusSeconds(60))
                .build();

        StatusView view = view(polled(SyncPhase.LIVE), ends);

        assertThat(view.who()).isEqualTo(Message.of("who.workspace-admin"));
        assertThat(text(view.helps())).startsWith("The credential ends on");
        assertThat(view.status()).isEqualTo(SyncStatus.ACTIVE);
    }

    @Test
    void aHeldLinkOfAWorkspaceThatIsNotServedSaysSoOnItsPillAsWell() {
        SyncLink held = Looks.polled().toBuilder().suspended(true).build();
        Integration bound = integration(Integration.Status.CONNECTED);
        Explanation told = RecoveryRules.lapsed(explain(held, bound), "The plan has ended.");

        Indicator pill = StatusView.of(held, told, List.of(bound), command -> true)
                .indicator()
                .orElseThrow();

        assertThat(pill.kind()).isEqualTo(Indicator.Kind.NOT_SERVED);
        assertThat(pill.reason()).isEqualTo(Message.of("refusal.not-served.because", "The plan has ended."));
    }

    @Test
    void onceTheWorkspaceIsServedAgainALiveLinkGoesOnByItselfAndAHeldOneDoesNot() {
        Integration bound = integration(Integration.Status.CONNECTED);
        SyncLink held = Looks.polled().toBuilder().suspended(true).build();

        assertThat(overlay(Looks.polled(), bound)).contains("All goes on by itself");
        assertThat(overlay(held, bound)).doesNotContain("by itself").contains("a person goes on here");
    }

    @Test
    void aQuestionOnHoldNamesNoInstantAtWhichAnybodyIsRemoved() {
        RemovalQuestion question = new RemovalQuestion(7, 3, 9, NOW, Optional.of(NOW.plusSeconds(600)));
        SyncLink asked = Looks.polled().toBuilder(kept ->
                        kept.absences(Absences.builder().question(question).build()))
                .build();

        assertThat(view(asked).alert().orElseThrow().text().key()).endsWith(".until");
        StatusView held = view(asked.toBuilder().suspended(true).build());
        held.alert().ifPresent(alert -> {
            assertThat(alert.text()).isEqualTo(Message.of("alert.attendees-missing.text"));
            assertThat(alert.helps()).isEqualTo(Message.of("alert.attendees-missing.helps.on-hold"));
        });
        assertThat(held.alert()).isPresent();
    }

    private static String overlay(SyncLink link, Integration bound) {
        Explanation told = RecoveryRules.lapsed(explain(link, bound), "The plan has ended.");
        return text(StatusView.of(link, told, List.of(bound), command -> true)
                .overlays()
                .get(0)
                .text());
    }

    private static SyncLink polled(SyncPhase phase) {
        return phase == SyncPhase.LIVE ? Looks.polled() : link(phase).build();
    }

    private static String text(Message message) {
        return message.text(Locale.ENGLISH);
    }
}
