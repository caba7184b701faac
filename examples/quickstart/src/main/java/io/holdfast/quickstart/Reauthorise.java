package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import java.util.Locale;

/** The README's snippet of a new credential for an account, compiled. */
final class Reauthorise {
    private Reauthorise() {}

    static String run(SyncEngine engine, Integration account, Credential credential) {
        // spotless:off
        String told = engine.integrations().renew(account.id(), credential).fold(
            renewed -> {
                engine.integrations().reconnectAll(renewed.id()).orThrow();
                return "connected again as " + renewed.account().label();
            },
            refusal -> refusal.message().text(Locale.ENGLISH));
        // spotless:on
        return told;
    }
}
