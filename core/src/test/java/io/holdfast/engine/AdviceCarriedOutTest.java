package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.memory.InMemoryAttendeeStore;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.Secret;
import io.holdfast.model.SecretRef;
import io.holdfast.model.SyncLink;
import io.holdfast.presentation.Button;
import io.holdfast.presentation.StatusView;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.testkit.lifecycle.ReachablePages;
import io.holdfast.testkit.lifecycle.ReachablePages.Reachable;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page offers to press is carried out by the engine as it says: what is allowed changes something, what is not does not. */
final class AdviceCarriedOutTest {
    private static final int PAGES = 150;
    private static final Secret KEY = keptSecret();

    @Test
    void everyButtonDoesWhatThePageSaysOfIt() {
        Map<Command, Integer> pressed = new EnumMap<>(Command.class);
        List<String> wrong = new ArrayList<>();
        for (Reachable page : ReachablePages.sample(PAGES)) {
            StatusView view = new Staged(page).view();
            for (Button button : buttons(view)) {
                Staged staged = new Staged(page);
                Optional<Boolean> changed = staged.press(button.command());
                if (changed.filter(done -> done != button.allowed()).isPresent()) {
                    wrong.add(button.command() + " of " + page + "\n shown as " + view);
                }
                changed.ifPresent(done -> pressed.merge(button.command(), 1, Integer::sum));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(pressed)
                .containsKeys(
                        Command.RETRY,
                        Command.RECONNECT,
                        Command.MOVE,
                        Command.RESYNC,
                        Command.SUSPEND,
                        Command.RESUME,
                        Command.KEEP_ATTENDEES,
                        Command.APPLY_REMOVALS);
    }

    private static List<Button> buttons(StatusView view) {
        return Stream.of(
                        view.alert().stream().flatMap(alert -> alert.buttons().stream()),
                        view.overlays().stream().flatMap(overlay -> overlay.buttons().stream()),
                        view.buttons().stream())
                .flatMap(all -> all)
                .distinct()
                .toList();
    }

    /** An engine whose stores hold one page of the search. */
    private static final class Staged {
        private final Reachable page;
        private final SyncEngine engine;

        Staged(Reachable page) {
            this.page = page;
            ManualTime time = ManualTime.at(page.now());
            ScriptedConnector provider = new ScriptedConnector(time, 10);
            provider.event(World.event().ref(page.link().key().remote()).build());
            InMemorySyncLinkStore links = new InMemorySyncLinkStore();
            InMemoryIntegrationStore integrations = new InMemoryIntegrationStore();
            InMemoryCredentialVault vault = new InMemoryCredentialVault();
            SyncLink.Key key = page.link().key();
            SyncLink link = told(page).toBuilder()
                    .key(new SyncLink.Key(key.workspace(), provider.provider(), key.remote(), key.subject()))
                    .build();
            links.createIfAbsent(new Decision.Moved(link, Optional.empty(), page.now(), "staged", Optional.empty()));
            for (Integration one : page.siblings()) {
                integrations.createIfAbsent(
                        one.toBuilder().provider(provider.provider()).build());
                one.bookkeeping()
                        .credential()
                        .map(SecretRef::value)
                        .ifPresent(ref -> vault.put(SecretRef.of(ref), KEY));
            }
            engine = SyncEngine.builder()
                    .connector(provider)
                    .links(links)
                    .integrations(integrations)
                    .vault(vault)
                    .attendees(new InMemoryAttendeeStore())
                    .policy(ReachablePages.policy())
                    .time(time)
                    .build();
        }

        /** Whoever severs tells the links at once, so none is asked that was not told. */
        private static SyncLink told(Reachable page) {
            SyncLink.Binding binding = page.link().binding();
            boolean severed = page.siblings().stream()
                    .filter(one -> one.id().equals(binding.integration()))
                    .findFirst()
                    .map(one -> one.isSevered(binding.connection()))
                    .orElse(true);
            return severed
                    ? SyncStateMachine.decide(
                                    page.link(),
                                    new Fact.CredentialSevered(binding.integration(), binding.connection()),
                                    ReachablePages.policy(),
                                    page.now())
                            .link()
                    : page.link();
        }

        StatusView view() {
            return engine.links().view(page.link().id());
        }

        /** Whether it changed something; nothing of what is no command on a link, or has no account to be pressed with. */
        Optional<Boolean> press(Command command) {
            Links links = engine.links();
            return switch (command) {
                case RETRY -> changed(links.retry(page.link().id()));
                case RESYNC -> changed(links.resync(page.link().id()));
                case SUSPEND -> changed(links.suspend(page.link().id()));
                case RESUME -> changed(links.resume(page.link().id()));
                case RECONNECT ->
                    with(true)
                            .flatMap(one -> changed(links.reconnect(page.link().id(), one.id())));
                case MOVE ->
                    with(false).flatMap(one -> changed(links.move(page.link().id(), one.id())));
                case KEEP_ATTENDEES ->
                    question()
                            .flatMap(asked ->
                                    changed(links.keepAttendees(page.link().id(), asked.scan(), asked.count())));
                case APPLY_REMOVALS ->
                    question()
                            .flatMap(asked ->
                                    changed(links.applyRemovals(page.link().id(), asked.scan(), asked.count())));
                default -> Optional.empty();
            };
        }

        private Optional<Integration> with(boolean bound) {
            return page.siblings().stream()
                    .filter(one -> one.id().equals(page.link().binding().integration()) == bound)
                    .filter(one -> bound || one.isConnected())
                    .findFirst();
        }

        private Optional<RemovalQuestion> question() {
            return page.link().bookkeeping().absences().question();
        }

        private static Optional<Boolean> changed(Outcome<SyncLink> outcome) {
            return Optional.of(outcome.changed());
        }
    }

    /** A credential as the engine keeps it. */
    private static Secret keptSecret() {
        World world = new World();
        return world.vault
                .read(world.connected().bookkeeping().credential().orElseThrow())
                .orElseThrow();
    }
}
