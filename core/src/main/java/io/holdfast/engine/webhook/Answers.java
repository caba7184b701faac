package io.holdfast.engine.webhook;

import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Reception;

/** The status that a delivery is answered with: the connector's, where that is one that may be answered. */
final class Answers {
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int REFUSALS = 400;
    private static final int GONE = 410;
    private static final int FAULTS = 500;

    private Answers() {}

    static int of(WebhookConnector connector, Reception reception) {
        if (reception == Reception.NOT_STORED) {
            return reception.usualStatus();
        }
        try {
            int wanted = connector.status(reception);
            return mayBe(wanted, reception) ? wanted : reception.usualStatus();
        } catch (RuntimeException thrown) {
            return reception.usualStatus();
        }
    }

    /** A provider ends a subscription that is answered with 410, and what was taken is not to be sent again. */
    private static boolean mayBe(int status, Reception reception) {
        boolean taken = status >= OK && status < REDIRECTS;
        boolean refused = status >= REFUSALS && status < FAULTS && status != GONE;
        return taken || (refused && reception != Reception.TAKEN);
    }
}
