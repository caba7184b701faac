package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.SyncStateMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** Some of the pages that a link can be brought to, for checks that carry out what they advise. */
public final class ReachablePages {
    private static final int NEAREST = 2_500;

    private ReachablePages() {}

    /** A link, the accounts around it, and the instant. */
    public record Reachable(SyncLink link, List<Integration> siblings, Instant now) {}

    public static SyncPolicy policy() {
        return LifecycleExplorer.POLICY;
    }

    /** So many of them, the same ones each time, from near the birth of the link to far from it. */
    public static List<Reachable> sample(int many) {
        Map<Long, WorldState> met = new ConcurrentSkipListMap<>();
        Law collects = Law.always("every state is met", seen -> {
            met.put(Fingerprint.of(seen.state(), policy()), seen.state());
            return true;
        });
        new Search(new Search.Setup(SyncStateMachine::decide, policy(), List.of(collects), false, NEAREST)).run();
        List<Reachable> pages = met.values().stream()
                .flatMap(state -> ViewScene.of(state, policy()).stream())
                .filter(scene -> !scene.lapsed() && !scene.onePerWorkspace())
                .map(scene -> new Reachable(scene.link(), scene.siblings(), scene.now()))
                .toList();
        int step = Math.max(1, pages.size() / many);
        return IntStream.range(0, Math.min(many, pages.size()))
                .mapToObj(at -> pages.get(at * step))
                .toList();
    }
}
