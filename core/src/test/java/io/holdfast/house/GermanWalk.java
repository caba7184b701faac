package io.holdfast.house;

import io.holdfast.message.Message;
import io.holdfast.model.Account;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationBookkeeping;
import io.holdfast.model.RefreshFailure;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.presentation.IntegrationView;
import io.holdfast.presentation.LinkCounts;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.IntegrationHealth;
import io.holdfast.recovery.RecoveryRules;
import io.holdfast.testkit.lifecycle.Exploration;
import io.holdfast.testkit.lifecycle.LifecycleExplorer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is said of links that can be reached, and of their accounts: read in German, it holds no English. */
final class GermanWalk {
    /** Nearest to the birth of a link; all phases are among them. */
    private static final int STATES = 1_000;
    /** So many words in a row are no name that both languages have. */
    private static final int WORDS = 3;

    private static final SyncPolicy POLICY = SyncPolicy.defaults();

    private final Set<Message> messages = ConcurrentHashMap.newKeySet();
    private final AtomicLong links = new AtomicLong();

    private GermanWalk() {}

    /** Walks over what the nearest states say, each with its account connected, refused, severed, connected again and gone. */
    static GermanWalk made() {
        GermanWalk walk = new GermanWalk();
        Exploration found = LifecycleExplorer.create()
                .atMost(STATES)
                .law("whatever is said of it can be said in German", link -> {
                    walk.hear(link);
                    return true;
                })
                .explore();
        if (!found.violations().isEmpty()) {
            throw new IllegalStateException(found.summary());
        }
        return walk;
    }

    Set<Message> messages() {
        return messages;
    }

    long links() {
        return links.get();
    }

    /** What a reader of German would find in English. */
    List<String> english(Collection<String> texts) {
        Set<String> fragments = texts.stream()
                .flatMap(text -> Bundles.fragments(text, WORDS).stream())
                .collect(Collectors.toSet());
        return messages.stream()
                .map(message -> message.text(Locale.GERMAN))
                .distinct()
                .filter(text -> fragments.stream().anyMatch(text::contains))
                .toList();
    }

    private void hear(SyncLink link) {
        Instant now = link.decidedAt().plusSeconds(1);
        Integration connected = account(link, now);
        List<Integration> accounts = Stream.of(
                        Stream.of(
                                connected,
                                connected.toBuilder()
                                        .connection(connected.connection() + 1)
                                        .build()),
                        Stream.of(RefreshFailure.Kind.values())
                                .map(kind ->
                                        with(connected, kept -> kept.refreshFailure(new RefreshFailure(kind, now, 1)))),
                        Stream.of(
                                with(
                                        connected,
                                        kept -> kept.suspicion(suspicion(now).build())),
                                with(
                                        connected,
                                        kept -> kept.suspicion(refused(now).build())),
                                with(
                                        connected,
                                        kept -> kept.suspicion(
                                                refused(now).slotEmpty(true).build())),
                                with(
                                        connected,
                                        kept -> kept.suspicion(
                                                refused(now).troubleSeenAt(now).build())),
                                with(connected, kept -> kept.rateLimitedUntil(now.plusSeconds(60))),
                                connected.toBuilder()
                                        .expiresAt(now.plusSeconds(60))
                                        .build()),
                        Arrays.stream(Severance.Cause.values())
                                .map(cause -> severed(connected, new Severance(cause, now))))
                .flatMap(some -> some)
                .toList();
        if (links.getAndIncrement() == 0) {
            accounts.forEach(one -> hear(one, now));
        }
        for (int i = 0; i < accounts.size(); i += 3) {
            hear(link, List.of(accounts.get(i)), now);
        }
        hear(link, List.of(), now);
    }

    private void hear(SyncLink link, List<Integration> siblings, Instant now) {
        Explanation told = RecoveryRules.explain(link, siblings, POLICY, now);
        SaidMessages.of(told, messages::add);
        SaidMessages.of(StatusView.of(link, told, siblings, command -> true), messages::add);
        SaidMessages.of(RecoveryRules.lapsed(told, "Rechnung offen"), messages::add);
        SaidMessages.of(ReconnectDialog.of(link, told, siblings, command -> false), messages::add);
    }

    private void hear(Integration account, Instant now) {
        IntegrationHealth health = IntegrationHealth.of(account, POLICY.credentials(), now);
        LinkCounts counts = new LinkCounts(Map.of(SyncStatus.FAILED, 2L, SyncStatus.DISCONNECTED, 3L), 0, 0, 2);
        IntegrationView card = IntegrationView.of(account, health, counts, now, command -> command != Command.REMOVE);
        SaidMessages.of(health, messages::add);
        SaidMessages.of(card, messages::add);
        SaidMessages.of(card.lapsed("Rechnung offen"), messages::add);
    }

    private static Integration account(SyncLink link, Instant now) {
        return Integration.builder()
                .id(link.binding().integration())
                .workspace(link.key().workspace())
                .provider(link.key().provider())
                .account(new Account("account", "label"))
                .status(Integration.Status.CONNECTED)
                .connection(link.binding().connection())
                .connectedAt(now)
                .bookkeeping(IntegrationBookkeeping.builder()
                        .credentialVersion(1)
                        .credential(SecretRef.of("slot"))
                        .build())
                .version(1)
                .build();
    }

    private static Integration with(Integration account, Consumer<IntegrationBookkeeping.Builder> edit) {
        return account.toBuilder(edit).build();
    }

    private static Integration severed(Integration account, Severance why) {
        return account.toBuilder(kept -> kept.credential(Optional.empty()))
                .status(Integration.Status.DISCONNECTED)
                .severance(why)
                .build();
    }

    private static Suspicion.Builder suspicion(Instant now) {
        return Suspicion.builder().since(now).askAt(now.plus(Duration.ofMinutes(1)));
    }

    private static Suspicion.Builder refused(Instant now) {
        return suspicion(now).refusedAt(now).refusals(1);
    }
}
