package io.holdfast.testkit.lifecycle;

import io.holdfast.model.Actor;
import io.holdfast.model.Integration;
import io.holdfast.model.ReconnectObstacle;
import io.holdfast.model.SyncLink;
import io.holdfast.recovery.Rebinding;
import io.holdfast.transition.UserRequest.ReconnectRequested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reconnect and Move to each integration: as the engine asks it, and as it never would. */
record RebindingSteps(WorldState state, Map<String, ReconnectRequested> requests) {
    /** Each request by its name. */
    static Map<String, ReconnectRequested> of(WorldState state) {
        RebindingSteps all = new RebindingSteps(state, new LinkedHashMap<>());
        all.state.integrations().forEach(all::to);
        for (ReconnectObstacle why : List.of(
                ReconnectObstacle.OTHER_PROVIDER,
                ReconnectObstacle.OTHER_WORKSPACE,
                ReconnectObstacle.REMOTE_NOT_VISIBLE)) {
            Integration second = all.state.integrations().get(1);
            all.requests.put("Move to one of " + why, all.asked(second, true).hindered(why));
        }
        return all.requests;
    }

    private void to(Integration one) {
        ReconnectRequested moved = asked(one, true);
        String move = "Move to " + one.id().value();
        requests.put("Reconnect to " + one.id().value(), asked(one, false));
        requests.put(move, moved);
        if (moved.obstacle().isEmpty()) {
            requests.put(move + ", not meant as a move", meaningNoMove(Actor.HOST, moved));
            requests.put(move + ", not meant as a move by anybody", meaningNoMove(Actor.SYSTEM, moved));
        }
    }

    private ReconnectRequested asked(Integration to, boolean move) {
        SyncLink link = state.link();
        return Rebinding.request(Actor.HOST, link, to, state.integrations(), move);
    }

    private static ReconnectRequested meaningNoMove(Actor actor, ReconnectRequested moved) {
        return new ReconnectRequested(actor, moved.to(), Optional.empty(), moved.boundSevered(), false);
    }
}
