package io.holdfast.engine;

import io.holdfast.engine.gateway.Gateway;
import io.holdfast.model.SyncLinkId;
import io.holdfast.presentation.StatusView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Waits for an import to end, whichever node works on it, and tells each view on the way. */
record ImportWatch(Gateway gateway, LinkViews views, LongSupplier ticker) {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    StatusView await(SyncLinkId id, Duration atMost, Consumer<StatusView> progress) {
        long begun = ticker.getAsLong();
        Optional<StatusView> last = Optional.empty();
        while (true) {
            StatusView view = views.view(gateway.links().load(id));
            if (!last.equals(Optional.of(view))) {
                progress.accept(view);
                last = Optional.of(view);
            }
            if (view.progress().isEmpty()
                    || Duration.ofNanos(ticker.getAsLong() - begun).compareTo(atMost) >= 0
                    || !pause()) {
                return view;
            }
        }
    }

    /** Whether it may go on; false if somebody wants this thread back. */
    private static boolean pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
