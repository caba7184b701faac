package io.holdfast.faults;

import io.holdfast.model.Attendee;
import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a host knows that keeps nothing but what its listener was told last. */
final class Heard implements SyncListener {
    private final Map<SyncLinkId, SyncStatus> links = new HashMap<>();
    private final Map<String, String> guests = new TreeMap<>();
    private final Map<IntegrationId, Integration.Status> accounts = new HashMap<>();

    @Override
    public void transitioned(SyncLink link, TransitionRecord record) {
        links.put(link.id(), link.status());
    }

    @Override
    public void attendeesChanged(SyncLink link, List<Change> changes) {
        changes.forEach(change -> guests.put(
                change.id().value(),
                change.after().flatMap(Attendee::company).orElse("") + " "
                        + change.after().map(Attendee::attendance).orElseThrow()));
    }

    @Override
    public void integrationChanged(Integration integration) {
        accounts.put(integration.id(), integration.status());
    }

    @Override
    public void removed(SyncLink link) {
        links.remove(link.id());
    }

    String known() {
        return links.values().stream().sorted().toList() + " "
                + accounts.values().stream().sorted().toList() + " " + guests;
    }
}
