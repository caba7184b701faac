package io.holdfast.testkit.contract;

import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.util.List;
import java.util.Set;

/** What every connector that describes several events at once makes of those who are there and those who are not. */
final class DescriptionChecks {
    private DescriptionChecks() {}

    static void addTo(Checks<RemoteWorld> checks) {
        checks.add("several are described as each is alone", DescriptionChecks::alike);
        checks.add("of several only those are described that were asked for and are there", DescriptionChecks::only);
    }

    /** Skips the check of a connector that describes one at a time. */
    static void demand(RemoteWorld world) {
        Skipped.unless(world.connector().capabilities().maxDescribed() > 1, "one is described at a time");
    }

    /** {@return an answer about the world's own event and one that is not there} */
    static List<RemoteSubject> ask(RemoteWorld world, Grant grant) {
        return world.connector().describeAll(grant, Set.of(world.remote(), world.missing()));
    }

    private static void alike(RemoteWorld world) {
        demand(world);
        Grant grant = ProviderConnectorContract.grant(world);
        ProviderConnector connector = world.connector();
        RemoteSubject alone = connector.describe(grant, world.remote());
        List<RemoteSubject> together = ask(world, grant).stream()
                .filter(told -> told.ref().equals(world.remote()))
                .toList();
        Assertions.same("descriptions of the world's own event", 1, together.size());
        Assertions.holds("the same but for its attendees", together.get(0).looksLike(alone), together.get(0));
    }

    private static void only(RemoteWorld world) {
        demand(world);
        List<RemoteRef> told = ask(world, ProviderConnectorContract.grant(world)).stream()
                .map(RemoteSubject::ref)
                .toList();
        Assertions.same("what is described", List.of(world.remote()), told);
    }
}
