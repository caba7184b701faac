package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.codec.StoredForm;
import io.holdfast.model.Actor;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Command;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.ScriptedWebhooks;
import io.holdfast.webhook.Signal;
import io.holdfast.webhook.WebhookCapabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a delivery is answered, and what comes of it. */
final class WebhooksTest {
    private static final Signal SOMEBODY = new Signal.AttendeesOf(World.EVENT, Hints.of(Set.of(AttendeeId.of("a1"))));
    private static final Signal ANYBODY = new Signal.AttendeesOf(World.EVENT, Hints.ALL);

    private final HookWorld hooked = new HookWorld();

    @Nested
    class Answers {
        @Test
        void aChangeThatIsDeliveredIsTakenAndReadWithoutAPoll() {
            SyncLink link = hooked.live();
            hooked.world.put("a1", "Company", hooked.world.time.instant());

            assertThat(hooked.changed(SOMEBODY)).containsExactly(200);

            assertThat(hooked.now(link.id()).run()).map(SyncRun::urgency).contains(SyncRun.Urgency.SIGNAL);
            hooked.engine.runDue();
            assertThat(hooked.world.changes)
                    .extracting(change -> change.id().value())
                    .contains("a1");
        }

        @Test
        void anotherMethodIsRefusedAndNothingIsAsked() {
            hooked.live();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);

            assertThat(hooked.engine
                            .webhooks()
                            .receive("GET", HookWorld.path(post.address()), post.headers(), post.body()))
                    .isEqualTo(405);
        }

        @Test
        void aBodyThatIsTooLongIsRefusedWhateverTheAddressIs() {
            SyncLink link = hooked.live();
            byte[] body = new byte[hooked.engine.webhooks().maxBytes() + 1];

            assertThat(hooked.engine.webhooks().receive("POST", "nobody's", Map.of(), body))
                    .isEqualTo(413);
            assertThat(hooked.post(address(link), Map.of(), body)).isEqualTo(413);
        }

        @Test
        void anAddressThatNobodyHasIsNotFound() {
            hooked.live();

            assertThat(hooked.engine.webhooks().receive("POST", "nobody's", Map.of(), new byte[0]))
                    .isEqualTo(404);
        }

        @Test
        void theAddressOfARemovedIntegrationIsNotFound() {
            SyncLink link = hooked.live();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);
            hooked.engine.links().remove(link.id()).orThrow();
            hooked.engine.integrations().remove(link.binding().integration()).orThrow();

            assertThat(hooked.post(post)).isEqualTo(404);
        }

        @Test
        void aForgedDeliveryIsRefusedAndChangesNothing() {
            SyncLink link = hooked.live();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);

            assertThat(hooked.post(post.address(), Map.of(), post.body())).isEqualTo(401);
            assertThat(hooked.post(post.address(), Map.of(ScriptedWebhooks.SIGNATURE, List.of("00")), post.body()))
                    .isEqualTo(401);
            assertThat(hooked.post(post.address(), post.headers(), HookWorld.bytes("attendees EVENT other")))
                    .isEqualTo(401);
            assertThat(hooked.now(link.id())).isEqualTo(link);
        }

        @Test
        void aSignedDeliveryIsRefusedWhileNoSecretIsKnown() {
            Integration account = hooked.connected();
            Secret address =
                    hooked.engine.integrations().webhookAddress(account.id()).orElseThrow();

            assertThat(hooked.post(address, Map.of(), HookWorld.bytes("test"))).isEqualTo(401);
        }

        @Test
        void aGenuineBodyThatCantBeReadIsRefused() {
            HookWorld unsigned =
                    new HookWorld(WebhookCapabilities.builder().manages(true).build());
            SyncLink link = unsigned.live();
            Secret address = address(unsigned, link);

            assertThat(unsigned.post(address, Map.of(), new byte[0])).isEqualTo(400);
            assertThat(unsigned.post(address, Map.of(), HookWorld.bytes("attendees")))
                    .isEqualTo(400);
            assertThat(unsigned.post(address, Map.of(), HookWorld.bytes("weather is fine")))
                    .isEqualTo(200);
            assertThat(unsigned.now(link.id())).isEqualTo(link);
        }

        @Test
        void whatCantBeStoredIsToBeSentAgain() {
            Tampered[] links = new Tampered[1];
            HookWorld broken = new HookWorld(HookWorld.SIGNED, builder -> builder);
            links[0] = new Tampered(broken.world.links);
            SyncEngine engine = broken.world
                    .builder(SyncPolicy.defaults())
                    .links(links[0])
                    .webhooksAt(HookWorld.BASE)
                    .build();
            broken.live();
            ScriptedWebhooks.Post post = broken.hooks.posts(ANYBODY).get(0);
            links[0].before = move -> {
                throw new IllegalStateException("the disk is full");
            };

            assertThat(engine.webhooks().receive("POST", HookWorld.path(post.address()), post.headers(), post.body()))
                    .isEqualTo(503);
            links[0].before = move -> {};
            assertThat(engine.webhooks().receive("POST", HookWorld.path(post.address()), post.headers(), post.body()))
                    .isEqualTo(200);
        }

        @Test
        void oneLinkThatCantBeWrittenKeepsNoOtherFromIt() {
            SyncLink poison = hooked.live();
            SyncLink other = hooked.engine
                    .links()
                    .importSubject(
                            World.ACME,
                            SyncSubject.event("our-43"),
                            poison.binding().integration(),
                            World.EVENT.id())
                    .orThrow();
            hooked.settle();
            Tampered links = new Tampered(hooked.world.links);
            links.before = move -> {
                if (move.next().id().equals(poison.id())) {
                    throw new IllegalStateException("that row is locked");
                }
            };
            SyncEngine engine = hooked.world
                    .builder(SyncPolicy.defaults())
                    .links(links)
                    .webhooksAt(HookWorld.BASE)
                    .build();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);

            assertThat(engine.webhooks().receive("POST", HookWorld.path(post.address()), post.headers(), post.body()))
                    .isEqualTo(200);
            assertThat(hooked.now(other.id()).run()).isPresent();
            assertThat(hooked.now(poison.id()).run()).isEmpty();
        }

        @Test
        void whatAWebServerHasOfHeadersIsTakenAsItIs() {
            SyncLink link = hooked.live();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);
            Map<String, List<String>> headers = new HashMap<>();
            headers.put(null, List.of("HTTP/1.1 200"));
            headers.put("nothing", null);
            headers.put("odd", Arrays.asList("one", null));
            post.headers().forEach((name, values) -> headers.put(name.toUpperCase(Locale.ROOT), values));

            assertThat(hooked.post(post.address(), headers, post.body())).isEqualTo(200);
            assertThat(hooked.now(link.id()).run()).isPresent();
        }
    }

    @Nested
    class Whom {
        @Test
        void allLinksOfTheEventAreToldAndNoOthers() {
            SyncLink link = hooked.live();
            SyncLink other = hooked.live("other");

            hooked.changed(ANYBODY);

            assertThat(hooked.now(link.id()).run()).isPresent();
            assertThat(hooked.now(other.id()).run()).isEmpty();
        }

        @Test
        void anEventThatChangedItselfIsLookedAtAtOnceAndItsAttendeesAreNotRead() {
            SyncLink link = hooked.live();

            assertThat(hooked.changed(new Signal.FactsOf(World.EVENT))).containsExactly(200);

            assertThat(hooked.now(link.id()).run()).isEmpty();
            assertThat(hooked.now(link.id()).bookkeeping().polls().lookAt()).contains(hooked.world.time.instant());
        }

        @Test
        void attendeesOfChannelsAreToldToTheChannelsOfTheAccount() {
            SyncLink event = hooked.live();
            RemoteRef remote = new RemoteRef(SubjectKind.CHANNEL, RemoteId.of("cal"));
            hooked.world.provider.event(World.event().ref(remote).build());
            SyncLink channel = hooked.engine
                    .links()
                    .importSubject(
                            World.ACME,
                            SyncSubject.channel("our-channel"),
                            event.binding().integration(),
                            remote.id())
                    .orThrow();
            hooked.settle();

            assertThat(hooked.changed(new Signal.AttendeesOfChannels(Hints.ALL)))
                    .contains(200);

            assertThat(hooked.now(channel.id()).run()).isPresent();
            assertThat(hooked.now(event.id()).run()).isEmpty();
        }

        @Test
        void aDisconnectedAccountTakesWhatIsGenuineAndDropsIt() {
            SyncLink link = hooked.live();
            ScriptedWebhooks.Post post = hooked.hooks.posts(ANYBODY).get(0);
            hooked.engine
                    .integrations()
                    .disconnect(link.binding().integration(), 1)
                    .orThrow();
            SyncLink before = hooked.now(link.id());

            assertThat(hooked.post(post)).isEqualTo(200);
            assertThat(hooked.post(post.address(), Map.of(), post.body())).isEqualTo(401);
            assertThat(hooked.now(link.id())).isEqualTo(before);
        }

        @Test
        void aLinkOfAConnectionBeforeIsNotTold() {
            SyncLink link = hooked.live();
            hooked.engine
                    .integrations()
                    .disconnect(link.binding().integration(), 1)
                    .orThrow();
            hooked.connected();
            hooked.settle();
            SyncLink before = hooked.now(link.id());

            hooked.changed(ANYBODY);

            assertThat(hooked.now(link.id())).isEqualTo(before);
        }

        @Test
        void whileAWorkspaceIsNotServedADeliveryIsTakenAndDropped() {
            List<String> lapse = new ArrayList<>();
            HookWorld lapsing = new HookWorld(
                    HookWorld.SIGNED,
                    builder -> builder.served(workspace -> lapse.stream().findFirst()));
            SyncLink link = lapsing.live();
            lapse.add("unpaid");

            assertThat(lapsing.changed(ANYBODY)).containsExactly(200);
            assertThat(lapsing.now(link.id())).isEqualTo(link);
        }
    }

    @Nested
    class Remembered {
        @Test
        void aBurstOfDeliveriesIsWrittenDownOnce() {
            SyncLink link = hooked.live();
            long before = integration(link).version();

            for (int i = 0; i < 100; i++) {
                hooked.changed(SOMEBODY);
            }

            assertThat(integration(link).version()).isEqualTo(before + 1);
            assertThat(integration(link).hearsOfChanges(hooked.world.time.instant()))
                    .isTrue();
            hooked.world.time.tick(Duration.ofMinutes(6));
            hooked.changed(SOMEBODY);
            assertThat(integration(link).version()).isEqualTo(before + 2);
        }

        @Test
        void aTrialIsToldAndIsNoChange() {
            SyncLink link = hooked.live();
            hooked.world.integrationChanges.clear();

            assertThat(hooked.hooks.trials().stream().map(hooked::post)).containsExactly(200);

            assertThat(hooked.route(link.binding().integration()).testedAt()).isEqualTo(hooked.world.time.instant());
            assertThat(hooked.now(link.id())).isEqualTo(link);
            assertThat(integration(link).hearsOfChanges(hooked.world.time.instant()))
                    .isFalse();
        }

        @Test
        void doubledDeliveriesMakeOneRun() {
            SyncLink link = hooked.live();

            hooked.changed(SOMEBODY);
            SyncLink once = hooked.now(link.id());
            hooked.changed(SOMEBODY);

            assertThat(hooked.now(link.id())).isEqualTo(once);
        }
    }

    @Nested
    class WhileSubscribing {
        @Test
        void whatCantBeVerifiedIsTakenAndDropped() {
            AtomicInteger answer = new AtomicInteger();
            hooked.hooks.whileCreating(
                    () -> answer.set(hooked.post(hooked.hooks.trials().get(0))));

            SyncLink link = hooked.live();

            assertThat(answer.get()).isEqualTo(200);
            assertThat(hooked.route(link.binding().integration()).testedAt()).isBefore(World.START);
            assertThat(hooked.route(link.binding().integration()).creatingSince())
                    .isEmpty();
        }

        @Test
        void aLostAnswerDoesNotKeepTheDoorOpen() {
            hooked.hooks.loseAnswers(true);
            SyncLink link = hooked.live();
            Secret address = address(link);

            hooked.world.time.tick(Duration.ofMinutes(3));

            assertThat(hooked.post(address, Map.of(), HookWorld.bytes("test"))).isEqualTo(401);
        }
    }

    @Nested
    class Addresses {
        @Test
        void anAddressStaysAndItsSecretLiesInTheVaultAlone() {
            Integration account = hooked.connected();

            Optional<Secret> address = hooked.engine.integrations().webhookAddress(account.id());

            assertThat(hooked.engine.integrations().webhookAddress(account.id()))
                    .isEqualTo(address);
            String path = HookWorld.path(address.orElseThrow());
            assertThat(path).hasSizeGreaterThanOrEqualTo(32).matches("[A-Za-z0-9_-]+");
            assertThat(StoredForm.INTEGRATION.write(hooked.now(account.id()))).doesNotContain(path);
        }

        @Test
        void whoMayNotConnectIsNotToldTheAddress() {
            HookWorld guarded = new HookWorld(
                    HookWorld.SIGNED,
                    builder -> builder.authorizer(
                            (actor, command, workspace) -> actor.equals(Actor.HOST) || command != Command.CONNECT));
            Integration account = guarded.connected();

            assertThatThrownBy(() -> guarded.engine
                            .actingAs(Actor.member("somebody"))
                            .integrations()
                            .webhookAddress(account.id()))
                    .isInstanceOf(RefusedException.class);
        }

        @Test
        void withoutABaseThereIsNone() {
            World plain = new World();
            plain.provider.capable(plain.provider.capabilities().toBuilder()
                    .webhooks(HookWorld.SIGNED)
                    .build());
            SyncLink link = plain.live();

            assertThat(plain.engine.integrations().webhookAddress(link.binding().integration()))
                    .isEmpty();
            assertThat(plain.provider.webhooks().standing()).isEmpty();
        }

        @Test
        void aBaseIsHttpsOrOfThisMachine() {
            SyncEngineBuilder builder = SyncEngine.builder();
            for (String fit :
                    List.of("https://a.example", "http://localhost:8080/x", "http://127.0.0.1:1/", "http://[::1]/")) {
                builder.webhooksAt(fit);
            }
            for (String unfit : List.of(
                    "http://a.example/",
                    "https://a.example/?x=1",
                    "ftp://a.example/",
                    "/hooks/",
                    "not an address",
                    "https://user@a.example/")) {
                assertThatThrownBy(() -> builder.webhooksAt(unfit))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("https");
            }
        }
    }

    private Integration integration(SyncLink link) {
        return hooked.now(link.binding().integration());
    }

    private Secret address(SyncLink link) {
        return address(hooked, link);
    }

    private static Secret address(HookWorld hooked, SyncLink link) {
        return hooked.engine
                .integrations()
                .webhookAddress(link.binding().integration())
                .orElseThrow();
    }
}
