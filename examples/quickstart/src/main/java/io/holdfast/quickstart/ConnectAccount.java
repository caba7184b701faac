package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.eventbrite.EventbriteOauth;
import io.holdfast.eventbrite.EventbriteOauthOptions;
import io.holdfast.model.ProviderId;
import io.holdfast.model.WorkspaceId;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** The README's second snippet, compiled; its browser is a function from a page to the query that it comes back with. */
final class ConnectAccount {
    private ConnectAccount() {}

    static String run(SyncEngine engine, EventbriteOauthOptions app, String state, Function<URI, String> browser) {
        WorkspaceId workspace = WorkspaceId.of("acme");
        ProviderId eventbrite = ProviderId.of("eventbrite");
        // spotless:off
        EventbriteOauth oauth = EventbriteOauth.create(app);
        String query = browser.apply(oauth.authorizeUri(state));
        String message = EventbriteOauth.callback(query, state).fold(
            granted -> engine.integrations().connect(workspace, eventbrite, oauth.exchange(granted.code()))
                .message().text(Locale.ENGLISH),
            refused -> refused.reason());
        // spotless:on
        return message;
    }
}
