package io.holdfast.engine.webhook;

import io.holdfast.engine.credential.DueWalk;
import io.holdfast.engine.gateway.LinkWriter;
import io.holdfast.engine.gateway.LogIds;
import io.holdfast.engine.gateway.ReadableRows;
import io.holdfast.engine.gateway.StorageCall;
import io.holdfast.engine.gateway.ThrottledLog;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.UnknownIdException;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Fact;
import io.holdfast.webhook.Signal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the links concerned what a delivery says: those that are bound to the connection that holds now. A link that can't be
 * written is left out and counted, so that it keeps no other from it; its next poll brings what it missed.
 */
record SignalledLinks(SyncLinkStore links, LinkWriter writer, ReadableRows readable, ThrottledLog throttled) {
    private static final Logger log = LoggerFactory.getLogger(SignalledLinks.class);
    private static final int PAGE = 100;

    /** What came of telling: whether all that was to be told failed because nothing could be stored. */
    private static final class Count {
        private int told;
        private int notStored;

        private boolean isAllLost() {
            return notStored > 0 && told == 0;
        }
    }

    /** Tells all of it; false if nothing could be stored, so that it is to be sent again. */
    boolean tell(Integration integration, List<Signal> signals) {
        Count count = new Count();
        for (Signal signal : new LinkedHashSet<>(signals)) {
            tell(integration, signal, count);
        }
        return !count.isAllLost();
    }

    private void tell(Integration integration, Signal signal, Count count) {
        if (signal instanceof Signal.AttendeesOf some) {
            each(integration, ofRemote(integration, some.remote()), new Fact.ChangeSignalled(some.hints()), count);
        } else if (signal instanceof Signal.FactsOf facts) {
            each(integration, ofRemote(integration, facts.remote()), new Fact.RemoteSignalled(), count);
        } else if (signal instanceof Signal.AttendeesOfChannels some) {
            each(
                    integration,
                    after -> links.ofKind(integration.id(), SubjectKind.CHANNEL, after, PAGE),
                    new Fact.ChangeSignalled(some.hints()),
                    count);
        }
    }

    private Function<Cursor, Page<StoredRow<SyncLinkId, SyncLink>>> ofRemote(
            Integration integration, RemoteRef remote) {
        return after -> links.ofRemote(integration.id(), remote, after, PAGE);
    }

    private void each(
            Integration integration,
            Function<Cursor, Page<StoredRow<SyncLinkId, SyncLink>>> pages,
            Fact fact,
            Count count) {
        SyncLink.Binding current = new SyncLink.Binding(integration.id(), integration.connection());
        DueWalk walk = new DueWalk(throttled, "SyncLinkStore");
        Cursor at = Cursor.START;
        do {
            Page<StoredRow<SyncLinkId, SyncLink>> page = pages.apply(at);
            readable.links(page.items()).stream()
                    .filter(link -> link.binding().equals(current))
                    .forEach(link -> tell(link, fact, count));
            at = walk.after(page);
        } while (!at.equals(Cursor.START));
    }

    private void tell(SyncLink link, Fact fact, Count count) {
        try {
            writer.apply(link, fact);
            count.told++;
        } catch (UnknownIdException removed) {
            log.debug("{} was removed before it was told of a delivery", LogIds.of(link.id()));
        } catch (RuntimeException thrown) {
            count.notStored += thrown instanceof StorageCall.Failed ? 1 : 0;
            throttled.warn(
                    "delivery",
                    LogIds.of(link.id()) + " could not be told of a delivery; its next poll brings the change",
                    thrown);
        }
    }
}
