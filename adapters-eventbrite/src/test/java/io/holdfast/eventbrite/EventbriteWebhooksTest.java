package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Account;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Quota;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.webhook.Reception;
import io.holdfast.webhook.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscriptions at the fake Eventbrite, over real HTTP. */
final class EventbriteWebhooksTest {
    private static final Secret ADDRESS = Secret.of("http://127.0.0.1:1/hooks/S3CR3T");

    private final EventbriteSandbox sandbox = EventbriteSandbox.start();
    private final SandboxEvent event = sandbox.event("Harbour Data Night", 3);
    private final EventbriteConnector connector = EventbriteConnector.create(
            EventbriteOptions.builder().baseUri(sandbox.baseUri()).build());
    private final WebhookConnector webhooks = connector.webhooks();
    private final List<Quota> quotas = new ArrayList<>();
    private final Grant grant = new Grant(
            Credential.apiKey(sandbox.token()), connector.identify(Credential.apiKey(sandbox.token())), quotas::add);
    private final RemoteRef ofEvent = new RemoteRef(SubjectKind.EVENT, RemoteId.of(event.id()));
    private final RemoteRef organization =
            connector.organizations(grant, Cursor.START).items().get(0).ref();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whatIsMadeIsListedUntilItIsRemoved() {
        Subscription one = webhooks.create(grant, ADDRESS, ofEvent);
        Subscription all = webhooks.create(grant, ADDRESS, organization);
        Subscription another = webhooks.create(grant, Secret.of("http://127.0.0.1:1/hooks/other"), ofEvent);

        assertThat(webhooks.list(grant, ADDRESS)).containsExactly(one, all);
        assertThat(one).isEqualTo(new Subscription(one.id(), ofEvent, true, Optional.empty()));
        assertThat(all.scope()).isEqualTo(organization);
        webhooks.remove(grant, one);
        webhooks.remove(grant, one);
        assertThat(webhooks.list(grant, ADDRESS)).containsExactly(all);
        assertThat(another.id()).isNotEqualTo(one.id());
    }

    @Test
    void whatTellsLessThanIsWantedIsNotActive() {
        JsonPost.webhook(sandbox, organization.id().value(), ADDRESS.reveal(), "order.placed");

        assertThat(webhooks.list(grant, ADDRESS)).singleElement().returns(false, Subscription::active);
    }

    @Test
    void allPagesOfTheListAreRead() {
        try (EventbriteSandbox small = EventbriteSandbox.builder().pageSize(1).start()) {
            SandboxEvent there = small.event("Pier Night", 1);
            WebhookConnector few = EventbriteConnector.create(
                            EventbriteOptions.builder().baseUri(small.baseUri()).build())
                    .webhooks();
            Grant asked = new Grant(Credential.apiKey(small.token()), new Account("1", "any"));
            RemoteRef scope = new RemoteRef(SubjectKind.EVENT, RemoteId.of(there.id()));
            for (int i = 0; i < 3; i++) {
                few.create(asked, ADDRESS, scope);
            }

            assertThat(few.list(asked, ADDRESS)).hasSize(3);
        }
    }

    @Test
    void anAccountOfNoOrganizationHasNone() {
        sandbox.loseOrganization(sandbox.token());

        assertThat(webhooks.list(grant, ADDRESS)).isEmpty();
    }

    @Test
    void aRefusalDoesNotShowTheAddress() {
        RemoteRef nowhere = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("666"));

        ProviderException refused =
                catchThrowableOfType(ProviderException.class, () -> webhooks.create(grant, ADDRESS, nowhere));

        assertThat(refused).isNotNull();
        assertThat(refused.toString()).doesNotContain("S3CR3T");
    }

    @Test
    void fewEventsAreSubscribedToOneByOneAndManyByTheirOrganizations() {
        Set<RemoteRef> few = events(25);
        few.add(organization);

        assertThat(webhooks.scopes(grant, few)).isEqualTo(few);
        assertThat(webhooks.scopes(grant, events(26))).containsExactly(organization);
    }

    @Test
    void eachCallTellsWhatIsLeft() {
        quotas.clear();

        webhooks.remove(grant, webhooks.create(grant, ADDRESS, organization));

        assertThat(quotas).extracting(Quota::bucket).hasSize(4).contains(Quota.Bucket.APPLICATION, Quota.Bucket.TOKEN);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAnsweredThatEndsASubscription(Reception reception) {
        assertThat(webhooks.status(reception)).isNotEqualTo(410);
    }

    private static Set<RemoteRef> events(int count) {
        return new HashSet<>(Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(i -> new RemoteRef(SubjectKind.EVENT, RemoteId.of("88" + i)))
                .toList());
    }
}
