package io.holdfast.faults;

import io.holdfast.engine.Outcome;
import io.holdfast.engine.SyncEngine;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.UnknownIdException;
import io.holdfast.policy.LookPolicy;
import io.holdfast.policy.PollPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.testkit.faults.FaultScenario;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The stories of a link's whole life: by a key that a person renews, and by tokens that rotate. */
final class Stories {
    private static final Credential SECOND = Credential.apiKey("second-key-that-never-shows");
    private static final Credential THIRD = Credential.apiKey("third-key-that-never-shows");
    private static final SyncPolicy POLICY = SyncPolicy.builder()
            .pollInterval(Duration.ofMinutes(45))
            .delayedAfter(Duration.ofHours(2))
            .looks(every(Duration.ofHours(2)))
            .build();
    /** Where the interval of polls grows, it is spread by the link's id as well. */
    private static final PollPolicy EVEN =
            PollPolicy.builder().longest(Duration.ofMinutes(5)).build();

    static final SyncPolicy OFTEN =
            SyncPolicy.builder().looks(every(Duration.ofHours(6))).polls(EVEN).build();
    /** Ends four minutes after a poll, whichever interval it has: what a fault delays has been done by then. */
    private static final Duration SETTLED = Duration.ofMinutes(34);

    private Stories() {}

    static Map<String, FaultScenario<Stage>> all() {
        return Map.of(
                "key",
                byKey(),
                "tokens",
                byTokens(POLICY.toBuilder().looks(every(Duration.ofHours(6))).build()),
                "tokens, polled often",
                byTokens(OFTEN));
    }

    /**
     * A link's looks are spread by its id, which is another one in each run. By a key they come between two polls whatever the id
     * is; by tokens, which are renewed at the same time, none comes.
     */
    private static LookPolicy every(Duration interval) {
        return LookPolicy.builder().interval(interval).build();
    }

    private static FaultScenario<Stage> begun(SyncPolicy policy) {
        return FaultScenario.in(Stage::new, stage -> stage.ports(policy));
    }

    private static FaultScenario<Stage> byKey() {
        return begun(POLICY)
                .then("connect", (stage, engine) -> connect(stage, engine, Stage.KEY))
                .then("import", Stories::importEvent)
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then("guests change", (stage, engine) -> change(stage))
                .pass(Duration.ofHours(1).plus(SETTLED))
                .then("look", (stage, engine) -> stage.look())
                .then(
                        "renew",
                        (stage, engine) -> engine.integrations()
                                .renew(stage.account().id(), SECOND)
                                .orThrow())
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then("guests vanish", (stage, engine) -> vanish(stage))
                .then("full scan", Stories::resync)
                .pass(POLICY.absence().settling().plus(SETTLED))
                .then("full scan again", Stories::resync)
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then("the key is revoked", (stage, engine) -> stage.provider.refuse(SECOND))
                .pass(Duration.ofHours(2))
                .then("look", (stage, engine) -> stage.look())
                .then("connect again", (stage, engine) -> connect(stage, engine, THIRD))
                .then(
                        "reconnect",
                        (stage, engine) -> engine.links()
                                .reconnect(stage.link().id(), stage.account().id())
                                .orThrow())
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then(
                        "disconnect",
                        (stage, engine) -> engine.integrations()
                                .disconnect(stage.account().id(), 2)
                                .orThrow())
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then("remove the link", Stories::removeLink)
                .then("remove the account", Stories::removeAccount)
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look());
    }

    private static FaultScenario<Stage> byTokens(SyncPolicy policy) {
        return begun(policy)
                .then("the provider gives tokens", (stage, engine) -> rotate(stage))
                .then("connect", (stage, engine) -> connect(stage, engine, stage.tokens.orElseThrow()))
                .then("import", Stories::importEvent)
                .pass(Duration.ofMinutes(90).plus(SETTLED))
                .then("look", (stage, engine) -> stage.look())
                .then(
                        "disconnect",
                        (stage, engine) -> engine.integrations()
                                .disconnect(stage.account().id(), 1)
                                .orThrow())
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then("the provider gives tokens", (stage, engine) -> rotate(stage))
                .then(
                        "renew",
                        (stage, engine) -> engine.integrations()
                                .renew(stage.account().id(), stage.tokens.orElseThrow())
                                .orThrow())
                .then("reconnect all", Stories::reconnectAll)
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look())
                .then(
                        "remove the workspace",
                        (stage, engine) ->
                                engine.workspaces().remove(Stage.ACME).orThrow())
                .pass(SETTLED)
                .then("look", (stage, engine) -> stage.look());
    }

    static void connect(Stage stage, SyncEngine engine, Credential credential) {
        engine.integrations()
                .connect(Stage.ACME, stage.provider.provider(), credential)
                .orThrow();
    }

    static void importEvent(Stage stage, SyncEngine engine) {
        engine.links()
                .importSubject(Stage.ACME, Stage.OURS, stage.account().id(), Stage.EVENT.id())
                .orThrow();
    }

    static void resync(Stage stage, SyncEngine engine) {
        engine.links().resync(stage.link().id()).orThrow();
    }

    private static void reconnectAll(Stage stage, SyncEngine engine) {
        engine.integrations()
                .reconnectAll(stage.account().id())
                .orThrow()
                .values()
                .forEach(Outcome::orThrow);
    }

    private static void change(Stage stage) {
        for (int i = 11; i <= 13; i++) {
            stage.provider.put(Stage.EVENT, Stage.guest(i, "Another company", stage.time.instant()));
        }
        stage.provider.put(Stage.EVENT, Stage.guest(Stage.GUESTS + 1, "Late company", stage.time.instant()));
    }

    private static void vanish(Stage stage) {
        for (int i = 1; i <= 3; i++) {
            stage.provider.remove(Stage.EVENT, AttendeeId.of("a" + i));
        }
    }

    private static void rotate(Stage stage) {
        stage.provider.capable(stage.provider.capabilities().toBuilder()
                .refresh(true)
                .revoke(true)
                .build());
        stage.tokens = Optional.of(stage.provider.issue(Duration.ofHours(1)));
    }

    /** Whoever asks again finds that it is gone. */
    private static void removeLink(Stage stage, SyncEngine engine) {
        stage.links()
                .forEach(link ->
                        unlessGone(() -> engine.links().remove(link.id()).orThrow()));
    }

    private static void removeAccount(Stage stage, SyncEngine engine) {
        stage.accounts()
                .forEach(one ->
                        unlessGone(() -> engine.integrations().remove(one.id()).orThrow()));
    }

    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (UnknownIdException gone) {
            // the first time did it, and its answer was lost
        }
    }
}
