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
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.Who;
import io.holdfast.recovery.Explanation;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's page, row by row: what is shown, what helps, and who does it. */
final class StatusViewTest {
    // spotless:off
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // phase,       status,       badge,        alert,                    button,    indicator, progress, action
        "IMPORTING,     PENDING,      Pending,      -,                        -,         -,         true,     WAIT",
        "IMPORT_FAILED, PENDING,      Pending,      Import failed,            Retry,     -,         false,    RETRY",
        "LIVE,          ACTIVE,       Active,       -,                        -,         Syncing,   false,    NONE",
        "SYNC_FAILED,   FAILED,       Failed,       Sync failed,              Retry,     -,         false,    RETRY",
        "DISCONNECTED,  DISCONNECTED, Disconnected, Integration disconnected, Reconnect, -,         false,    RECONNECT",
    })
    // spotless:on
    void eachPhaseShowsItsRowOfTheUsersPage(
            SyncPhase phase,
            SyncStatus status,
            String badge,
            @Nullable String alert,
            @Nullable String button,
            @Nullable String indicator,
            boolean progress,
            RecoveryAction action) {
        Explanation explanation = explain(link(phase).build(), integration(Integration.Status.CONNECTED));
        StatusView view = StatusView.of(link(phase).build(), explanation);

        assertThat(view.status()).isEqualTo(status);
        assertThat(text(view.badge().label())).isEqualTo(badge);
        assertThat(view.alert().map(shown -> text(shown.title()))).isEqualTo(Optional.ofNullable(alert));
        assertThat(view.alert().map(shown -> text(shown.button()))).isEqualTo(Optional.ofNullable(button));
        assertThat(view.indicator().map(pill -> text(pill.label()))).isEqualTo(Optional.ofNullable(indicator));
        assertThat(view.progress().isPresent()).isEqualTo(progress);
        assertThat(explanation.advice().action()).isEqualTo(action);
        assertThat(view.alert().map(Alert::action))
                .isEqualTo(Optional.ofNullable(alert).map(shown -> action));
        assertThat(explanation.advice().who() == Who.WORKSPACE_ADMIN).isEqualTo(alert != null);
    }

    @Test
    void aFailureIsToldInTheWordsOfItsKindWithItsReference() {
        StatusView view = view(link(SyncPhase.SYNC_FAILED).build());

        assertThat(text(view.alert().orElseThrow().text()))
                .isEqualTo(
                        "The provider did not answer, or said that it can't answer now. Attendees stay as they were last"
                                + " read. Press Retry; it reads everything again.");
        assertThat(view.alert().orElseThrow().reference()).contains("HF-1");
    }

    @Test
    void aSeveredConnectionShowsAtOnceBeforeTheLinkWasTold() {
        SyncLink live = link(SyncPhase.LIVE).build();

        Explanation explanation = explain(live, integration(Integration.Status.DISCONNECTED));

        assertThat(explanation.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(explanation.advice().action()).isEqualTo(RecoveryAction.RECONNECT_INTEGRATION);
        assertThat(explanation.nextStepAt()).isEmpty();
        assertThat(StatusView.of(live, explanation).alert()).isPresent();
    }

    @Test
    void anAccountThatWasAuthorisedAgainDoesNotReviveTheLinksOfTheConnectionBefore() {
        Integration again = integration(Integration.Status.CONNECTED).toBuilder()
                .connection(2)
                .build();

        Explanation explanation = explain(link(SyncPhase.LIVE).build(), again);

        assertThat(explanation.status()).isEqualTo(SyncStatus.DISCONNECTED);
        assertThat(explanation.advice().action()).isEqualTo(RecoveryAction.RECONNECT);
    }

    @Test
    void whereNothingTellsOfChangesTheIndicatorSaysSynced() {
        RemoteFacts silent =
                new RemoteFacts(RemoteSubject.builder().ref(REMOTE).title("Any").build(), Feed.NONE, NOW);

        StatusView view = view(link(SyncPhase.LIVE).remote(silent).build());

        assertThat(text(view.indicator().orElseThrow().label())).isEqualTo("Synced");
    }

    @Test
    void aWaitingRetrySaysUntilWhen() {
        SyncRun waiting = run().toBuilder()
                .due(NOW.plusSeconds(9))
                .waitsFor(SyncRun.Wait.BACK_OFF)
                .lastFailure(FAILURE)
                .build();
        SyncLink link = link(SyncPhase.IMPORTING).run(waiting).build();

        assertThat(view(link).progress().orElseThrow().waitsUntil()).contains(NOW.plusSeconds(9));
        assertThat(explain(link, integration(Integration.Status.CONNECTED)).reason())
                .isEqualTo(Message.of("how.backing-off"));
        assertThat(view(link).alert()).isEmpty();
    }

    private static String text(Message message) {
        return message.text(Locale.ENGLISH);
    }
}
