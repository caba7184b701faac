package io.holdfast.quickstart;

import io.holdfast.model.Change;
import io.holdfast.model.SyncLink;
import io.holdfast.sandbox.ProviderEvent;
import io.holdfast.sandbox.SandboxPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Connect, import, go live, follow three changes, compare: what a host does, and what its pages show meanwhile. */
final class MainJob implements Story {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String tell(Source source, Narration narration) {
        Instant begun = Instant.now();
        try (Host host = Host.polling(source, narration)) {
            SyncLink link = host.importEvent(host.connect());
            followThreeChanges(host, source.event(), link);
            host.compare(link);
            return String.format(
                    Locale.ENGLISH,
                    "%,d imported, %,d added, %,d updated, %,d cancelled, status %s, %,d requests, %.1f s",
                    host.changes().imported(),
                    host.changes().count(Change.Kind.ADDED),
                    host.changes().count(Change.Kind.CHANGED),
                    host.changes().count(Change.Kind.CANCELLED),
                    host.engine().links().view(link.id()).status(),
                    source.sandbox().requests(),
                    Duration.between(begun, Instant.now()).toMillis() / 1000.0);
        }
    }

    private static void followThreeChanges(Host host, ProviderEvent<?> event, SyncLink link) {
        List<String> expected = event.attendees().stream()
                .filter(attendee -> attendee.isExpected() && !attendee.placeholder())
                .map(SandboxPerson::id)
                .toList();
        String edited = expected.get(0);
        String cancelled = expected.get(1);

        String registered = event.register("Noor", "Haddad", "noor@example.org").id();
        await(host, link, "the provider registered " + registered, Change.Kind.ADDED, registered);
        event.edit(edited, "Pier Labs", "Analyst");
        await(host, link, "the provider edited " + edited, Change.Kind.CHANGED, edited);
        event.cancel(cancelled);
        await(host, link, "the provider cancelled " + cancelled, Change.Kind.CANCELLED, cancelled);
    }

    private static void await(Host host, SyncLink link, String what, Change.Kind kind, String attendee) {
        host.changes().await(kind, attendee, PATIENCE);
        host.show(what + ", the host was told " + kind, link);
    }
}
