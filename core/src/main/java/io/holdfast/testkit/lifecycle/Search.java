package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncLink;
import io.holdfast.policy.SyncPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search, breadth first, so that the way on which a state is first met is a shortest one. States are expanded by all
 * cores, a few at a time, and put together by one, so the result does not depend on who was faster.
 */
final class Search {
    private static final int AT_A_TIME = 2_000;

    private final Setup setup;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final RecoveryDistance waysBack = new RecoveryDistance();
    private final Set<Answer> answers = new HashSet<>();
    private final Map<String, Violation> violations = new LinkedHashMap<>();
    private long decisions;

    /** What is searched, by which laws, whether only until one is broken, and how many states are expanded at most. */
    record Setup(Decider machine, SyncPolicy policy, List<Law> laws, boolean untilBroken, int most) {}

    /** A state with the step that first led to it. */
    private record Node(WorldState state, int from, String step) {}

    Search(Setup setup) {
        this.setup = setup;
    }

    Exploration run() {
        begin("The link is born", WorldState.start());
        begin("A link is born that asks about removals at once", WorldState.asking(setup.policy));
        int done = 0;
        while (done < Math.min(setup.most, nodes.size()) && !(setup.untilBroken && !violations.isEmpty())) {
            int end = Math.min(Math.min(setup.most, nodes.size()), done + AT_A_TIME);
            for (Expansion expansion : expand(nodes.subList(done, end))) {
                take(expansion, done);
                done++;
            }
        }
        if (setup.laws.contains(Laws.WAYS_BACK) && done == nodes.size()) {
            waysBack.firstBeyondReach(nodes.size(), this::link)
                    .ifPresent(at -> violate(new Expansion.Broken(Laws.WAYS_BACK, null, link(at)), at));
        }
        return Exploration.builder()
                .states(nodes.size())
                .decisions(decisions)
                .answers(answers)
                .laws(setup.laws.stream().map(Law::claim).toList())
                .violations(violations.values())
                .build();
    }

    private void begin(String step, WorldState state) {
        meet(state, Fingerprint.of(state, setup.policy), -1, step);
    }

    private List<Expansion> expand(List<Node> some) {
        return some.parallelStream()
                .map(node -> Expansion.of(node.state(), setup))
                .toList();
    }

    private SyncLink link(int at) {
        return nodes.get(at).state().link();
    }

    private void take(Expansion expansion, int at) {
        decisions += expansion.decisions();
        answers.addAll(expansion.answers());
        expansion.broken().forEach(broken -> violate(broken, at));
        for (Expansion.Way way : expansion.ways()) {
            int to = meet(way.after(), way.fingerprint(), at, way.step().name());
            waysBack.add(at, to, way.step().person());
        }
    }

    /** The number of a state, new or known. */
    private int meet(WorldState state, long fingerprint, int from, String step) {
        Integer known = numbers.putIfAbsent(fingerprint, nodes.size());
        if (known != null) {
            return known;
        }
        nodes.add(new Node(state, from, step));
        return nodes.size() - 1;
    }

    private void violate(Expansion.Broken broken, int at) {
        String law = broken.law().claim();
        if (setup.laws.contains(broken.law()) && !violations.containsKey(law)) {
            violations.put(
                    law,
                    new Violation(law, path(at, broken.step()), broken.found().toString()));
        }
    }

    private List<String> path(int end, @Nullable Step last) {
        Deque<String> path = new ArrayDeque<>();
        for (int at = end; at >= 0; at = nodes.get(at).from()) {
            path.addFirst(nodes.get(at).step());
        }
        if (last != null) {
            path.addLast(last.name());
        }
        return List.copyOf(path);
    }
}
