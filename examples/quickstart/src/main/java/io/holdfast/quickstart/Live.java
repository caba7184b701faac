package io.holdfast.quickstart;

import io.holdfast.model.Change;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.sandbox.ProviderEvent;
import io.holdfast.sandbox.SandboxPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Connect, import, go live, and hear of three changes because the provider delivers them. */
final class Live implements Story {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String tell(Source source, Narration narration) {
        try (Host host = Host.listening(source, narration)) {
            Integration account = host.connect();
            SyncLink link = host.importEvent(account);
            host.awaitSubscribed(account);
            host.show("the provider delivers what happens", link);
            List<Duration> times = followThreeChanges(host, source.event(), link);
            host.compare(link);
            return String.format(
                    Locale.ENGLISH,
                    "%,d imported, %,d added, %,d updated, %,d cancelled by webhook, status %s, told after %s ms",
                    host.changes().imported(),
                    host.changes().count(Change.Kind.ADDED),
                    host.changes().count(Change.Kind.CHANGED),
                    host.changes().count(Change.Kind.CANCELLED),
                    host.engine().links().view(link.id()).status(),
                    times.stream().map(time -> "" + time.toMillis()).collect(Collectors.joining(", ")));
        }
    }

    private static List<Duration> followThreeChanges(Host host, ProviderEvent<?> event, SyncLink link) {
        List<String> expected = event.attendees().stream()
                .filter(attendee -> attendee.isExpected() && !attendee.placeholder())
                .map(SandboxPerson::id)
                .toList();
        String edited = expected.get(0);
        String cancelled = expected.get(1);
        List<Duration> times = new ArrayList<>();

        long begun = System.nanoTime();
        String registered = event.register("Noor", "Haddad", "noor@example.org").id();
        times.add(heard(host, link, begun, "the provider registered " + registered, Change.Kind.ADDED, registered));
        begun = System.nanoTime();
        event.edit(edited, "Pier Labs", "Analyst");
        times.add(heard(host, link, begun, "the provider edited " + edited, Change.Kind.CHANGED, edited));
        begun = System.nanoTime();
        event.cancel(cancelled);
        times.add(heard(host, link, begun, "the provider cancelled " + cancelled, Change.Kind.CANCELLED, cancelled));
        return times;
    }

    private static Duration heard(
            Host host, SyncLink link, long begun, String what, Change.Kind kind, String attendee) {
        host.changes().await(kind, attendee, PATIENCE);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        host.show(what + ", the host was told " + kind + " after " + time.toMillis() + " ms", link);
        return time;
    }
}
