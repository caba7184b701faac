package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.luma.FakeLuma.Reply;
import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.sandbox.LumaSandbox;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions at the fake Luma, over real HTTP. */
final class LumaWebhooksTest {
    private static final Secret ADDRESS = Secret.of("http://127.0.0.1:1/hooks/S3CR3T");

    private final LumaSandbox sandbox = LumaSandbox.builder().pageSize(2).start();
    private final Grant grant =
            new Grant(Credential.apiKey(sandbox.token()), new Account(sandbox.calendarId(), "North Pier Talks"));
    private final RemoteRef calendar = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of(sandbox.calendarId()));
    private final WebhookConnector webhooks = LumaConnector.create(
                    LumaOptions.builder().baseUri(sandbox.baseUri()).build())
            .webhooks();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theCalendarIsWhatIsSubscribedTo() {
        RemoteRef event = new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-1"));

        assertThat(webhooks.scopes(grant, Set.of(event, calendar))).containsExactly(calendar);
    }

    @Test
    void whatIsMadeIsListedWithItsSecretOverAllPagesUntilItIsRemoved() {
        Subscription first = webhooks.create(grant, ADDRESS, calendar);
        for (int i = 0; i < 4; i++) {
            webhooks.create(grant, Secret.of("http://127.0.0.1:1/hooks/other" + i), calendar);
        }
        Subscription last = webhooks.create(grant, ADDRESS, calendar);

        assertThat(webhooks.list(grant, ADDRESS)).containsExactly(first, last);
        assertThat(first.active()).isTrue();
        assertThat(first.scope()).isEqualTo(calendar);
        assertThat(first.secret().orElseThrow().reveal()).startsWith("whsec_");
        webhooks.remove(grant, first);
        webhooks.remove(grant, first);
        assertThat(webhooks.list(grant, ADDRESS)).containsExactly(last);
    }

    @Test
    void oneThatWasPausedIsMadeToDeliverAgain() {
        Subscription standing = webhooks.create(grant, ADDRESS, calendar);
        sandbox.pauseWebhooks();
        assertThat(webhooks.list(grant, ADDRESS)).singleElement().returns(false, Subscription::active);

        Subscription renewed = webhooks.renew(grant, standing);

        assertThat(renewed).isEqualTo(standing);
        assertThat(webhooks.list(grant, ADDRESS)).containsExactly(standing);
    }

    @Test
    void oneOfAPersonsThatTellsAllIsFineAndOneThatTellsLessIsNot() {
        try (FakeLuma luma = new FakeLuma()) {
            luma.calendar("secret-T0K3N", "cal-Pier");
            luma.answer(
                    "/v1/webhooks/list",
                    Reply.json(
                            200,
                            Answers.page(
                                    webhook("wh-1", "\"*\"", "active"),
                                    webhook("wh-2", "\"guest.updated\"", "active"),
                                    webhook("wh-3", "\"*\"", "paused"),
                                    "{\"id\": \"wh-4\", \"url\": 7}")));
            WebhookConnector there =
                    LumaConnector.create(luma.options().build()).webhooks();

            List<Subscription> ours = there.list(pier(), ADDRESS);

            assertThat(ours).extracting(Subscription::id).containsExactly("wh-1", "wh-2", "wh-3");
            assertThat(ours).extracting(Subscription::active).containsExactly(true, false, false);
            assertThat(ours.get(0).secret()).isEqualTo(Optional.of(Secret.of("whsec_1")));
        }
    }

    @Test
    void anAnswerOfOldWrapsTheWebhook() {
        try (FakeLuma luma = new FakeLuma()) {
            luma.answer(
                    "/v2/webhooks/create",
                    Reply.json(200, "{\"webhook\": " + webhook("wh-1", "\"*\"", "active") + "}"));

            assertThat(LumaConnector.create(luma.options().build())
                            .webhooks()
                            .create(pier(), ADDRESS, calendar)
                            .id())
                    .isEqualTo("wh-1");
        }
    }

    @Test
    void aRefusalAndAnAnswerThatIsNoneShowNoAddress() {
        try (FakeLuma luma = new FakeLuma()) {
            WebhookConnector there =
                    LumaConnector.create(luma.options().build()).webhooks();
            luma.answer(
                    "/v2/webhooks/create",
                    Reply.json(403, "{\"message\": \"" + ADDRESS.reveal() + "\", \"code\": null}"));
            ProviderException refused =
                    catchThrowableOfType(ProviderException.class, () -> there.create(pier(), ADDRESS, calendar));
            luma.answer("/v2/webhooks/create", Reply.json(200, "{}"));
            ProviderException none =
                    catchThrowableOfType(ProviderException.class, () -> there.create(pier(), ADDRESS, calendar));

            assertThat(refused.kind()).isEqualTo(FailureKind.PERMISSION);
            assertThat(refused.toString()).doesNotContain("S3CR3T");
            assertThat(none.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAnsweredThatPausesASubscription(Reception reception) {
        assertThat(webhooks.status(reception)).isNotEqualTo(410);
    }

    private static Grant pier() {
        return new Grant(Credential.apiKey("secret-T0K3N"), new Account("cal-Pier", "Pier Talks"));
    }

    private static String webhook(String id, String types, String status) {
        return "{\"id\": \"" + id + "\", \"url\": \"" + ADDRESS.reveal() + "\", \"event_types\": [" + types
                + "], \"status\": \"" + status + "\", \"secret\": \"whsec_1\"}";
    }
}
