package io.holdfast.propertychecks;

import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.port.SyncListener;
import io.holdfast.presentation.Alert;
import io.holdfast.presentation.StatusView;
import io.holdfast.transition.TransitionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The banners of a host's pages: which links show one now. */
public final class AlertBoard implements SyncListener {
    private final Map<SyncLinkId, Alert> alerts = new ConcurrentHashMap<>();
    private final Function<SyncLink, StatusView> view;

    /**
     * Makes an empty board.
     *
     * @param view words a link; in an application that is the engine's own view
     */
    public AlertBoard(Function<SyncLink, StatusView> view) {
        this.view = view;
    }

    @Override
    public void transitioned(SyncLink link, TransitionRecord record) {
        Optional<Alert> alert = view.apply(link).alert();
        alert.ifPresentOrElse(shown -> alerts.put(link.id(), shown), () -> alerts.remove(link.id()));
    }

    /**
     * Says what a page shows.
     *
     * @param link which link
     * @return its banner, if it has one
     */
    public Optional<Alert> alert(SyncLinkId link) {
        return Optional.ofNullable(alerts.get(link));
    }
}
