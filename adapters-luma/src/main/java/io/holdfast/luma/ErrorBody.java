package io.holdfast.luma;

import io.holdfast.http.Response;
import io.holdfast.port.ProviderException;

/** The body of an error: whether it is Luma's own. Its message is for people and never decides. */
final class ErrorBody {
    private ErrorBody() {}

    /** Whether it is JSON with a message in words, as no proxy and no page of the network in front writes it. */
    static boolean isLumas(Response answer) {
        boolean[] told = {false};
        try {
            answer.readObject(json -> name -> {
                if (name.equals("message")) {
                    told[0] = json.text() != null;
                } else {
                    json.skip();
                }
            });
            return told[0];
        } catch (ProviderException unreadable) {
            return false;
        }
    }
}
