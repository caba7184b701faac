package io.holdfast.quickstart;

import io.holdfast.model.Integration;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.sandbox.ProviderSandbox;
import java.util.Locale;

/**
 * The credential is revoked at the provider while the event is live; a person connects the provider again, then reconnects
 * the event. What was registered meanwhile arrives, and nobody is lost or doubled.
 */
final class Reconnect implements Story {
    @Override
    public String tell(Source source, Narration narration) {
        ProviderSandbox sandbox = source.sandbox();
        try (Host host = Host.polling(source, narration)) {
            Integration account = host.connect();
            SyncLink link = host.importEvent(account);

            sandbox.revoke(sandbox.token());
            host.await(SyncStatus.DISCONNECTED, link);
            host.show("the provider revoked the credential", link);
            Severance severance =
                    host.engine().integrations().get(account.id()).severance().orElseThrow();
            String registered = source.event()
                    .register("Noor", "Haddad", "noor@example.org")
                    .id();

            sandbox.restore(sandbox.token());
            host.connect();
            host.show("the provider is connected again", link);
            requireStill(SyncStatus.DISCONNECTED, host, link);

            host.engine().links().reconnect(link.id(), account.id()).orThrow();
            host.show("Reconnect was pressed", link);
            host.watchImport("the import ended", link);
            host.compare(link);
            requireThere(registered, host, link);
            return String.format(
                    Locale.ENGLISH,
                    "%,d imported, severed because %s, reconnected, %,d guests, status %s, %,d requests",
                    host.changes().imported(),
                    severance.cause(),
                    host.guests(link).size(),
                    host.engine().links().view(link.id()).status(),
                    sandbox.requests());
        }
    }

    private static void requireStill(SyncStatus status, Host host, SyncLink link) {
        SyncStatus shown = host.engine().links().view(link.id()).status();
        if (shown != status) {
            throw new IllegalStateException(
                    "expected only Reconnect to lead out of " + status + " but the link shows " + shown);
        }
    }

    private static void requireThere(String attendee, Host host, SyncLink link) {
        boolean isThere =
                host.guests(link).stream().anyMatch(guest -> guest.id().value().equals(attendee));
        if (!isThere) {
            throw new IllegalStateException(
                    "expected " + attendee + ", who registered meanwhile, among the guests but found no such one");
        }
    }
}
