package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncLink;
import io.holdfast.policy.AutoRetryPolicy;
import io.holdfast.policy.RetryPolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.transition.SyncStateMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Searches every state that a link can be brought into, breadth first, and tells it everything that can happen in each:
 * requests that make sense and requests that don't, reports in time and late, facts, the passing of time, two integrations that
 * are severed and authorised again. Each step is one call of {@link SyncStateMachine#decide} and nothing else.
 *
 * <p>A value: each method gives a new one, or a result. Takes some seconds and some hundred MiB.
 */
public final class LifecycleExplorer {
    /** Small budgets and few waits: more of each adds states, but none of a new sort. */
    static final SyncPolicy POLICY = SyncPolicy.builder()
            .retry(RetryPolicy.builder().maxAttempts(2).maxFailures(2).build())
            .autoRetry(AutoRetryPolicy.builder()
                    .quick(List.of(Duration.ofHours(1)))
                    .thenFor(Duration.ofHours(3))
                    .atLastWithoutEnd(Duration.ofHours(1))
                    .supportAfterRuns(2)
                    .build())
            .consistencyRecheck(Duration.ofMinutes(5))
            .pollAfterEnd(Duration.ofHours(12))
            .checkpointAge(Duration.ofDays(365))
            .build();

    private final Search.Setup setup;

    private LifecycleExplorer(Decider machine, List<Law> laws, boolean untilBroken, int most) {
        setup = new Search.Setup(machine, POLICY, laws, untilBroken, most);
    }

    /** {@return a search of the library's own life cycle, with all its laws} */
    public static LifecycleExplorer create() {
        return new LifecycleExplorer(SyncStateMachine::decide, Laws.ALL, false, Integer.MAX_VALUE);
    }

    /**
     * {@return a search of another machine}
     *
     * @param other what decides; called by several threads
     */
    public LifecycleExplorer deciding(Decider other) {
        return new LifecycleExplorer(other, setup.laws(), setup.untilBroken(), setup.most());
    }

    /**
     * {@return a search that checks a law of the host's own as well: that its store can keep every link, say}
     *
     * @param claim the law, as a sentence
     * @param holds whether it holds of a link; called by several threads
     */
    public LifecycleExplorer law(String claim, Predicate<SyncLink> holds) {
        return lawOfScenes(claim, scene -> holds.test(scene.link()));
    }

    /**
     * {@return a search that checks a law of the host's own as well, of a link and the integrations around it: that a page tells the
     * truth, say}
     *
     * @param claim the law, as a sentence
     * @param holds whether it holds in a scene; called by several threads
     */
    public LifecycleExplorer lawOfScenes(String claim, Predicate<Scene> holds) {
        List<Law> more = new ArrayList<>(setup.laws());
        more.add(Law.always(claim, seen -> holds.test(Scene.of(seen))));
        return new LifecycleExplorer(setup.machine(), List.copyOf(more), setup.untilBroken(), setup.most());
    }

    /**
     * {@return a search for a breach of one law: it leaves all others out, and ends as soon as that is found broken}
     *
     * @param claim one of {@link Exploration#laws()}
     * @throws IllegalArgumentException if there is no such law; the message lists those there are
     */
    public LifecycleExplorer onlyFor(String claim) {
        List<Law> only =
                setup.laws().stream().filter(law -> law.claim().equals(claim)).toList();
        if (only.isEmpty()) {
            throw new IllegalArgumentException("expected one of the laws "
                    + setup.laws().stream().map(Law::claim).toList() + " but found " + claim);
        }
        return new LifecycleExplorer(setup.machine(), only, true, setup.most());
    }

    /**
     * {@return a search that ends after the states that are nearest to the birth of a link} What can be shown of all
     * states alone, that ACTIVE can be reached from each, is not polled then.
     *
     * @param states how many of them are expanded at most, 1 or more
     */
    public LifecycleExplorer atMost(int states) {
        return new LifecycleExplorer(setup.machine(), setup.laws(), setup.untilBroken(), states);
    }

    /** {@return what the search found} */
    public Exploration explore() {
        return new Search(setup).run();
    }
}
