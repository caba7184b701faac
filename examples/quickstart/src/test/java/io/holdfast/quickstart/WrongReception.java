package io.holdfast.quickstart;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.Webhooks;
import io.holdfast.model.Secret;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.Delivery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deliveries that are received wrongly in one place.
 *
 * @param name what is wrong
 * @param sign what is said where it is found
 * @param providers whose deliveries show it
 * @param genuine what is found genuine, by a connector
 * @param answer what is answered, by an engine
 */
record WrongReception(String name, String sign, List<Provider> providers, Genuine genuine, Answer answer) {
    private static final Pattern SIGNED_AT = Pattern.compile("t=([0-9]{1,11})(,.*)?");
    private static final int NOT_FOUND = 404;
    private static final Genuine RIGHTLY = WebhookConnector::isGenuine;
    private static final Answer ANSWERED = Webhooks::receive;

    /** Nothing is wrong. */
    static final WrongReception NOTHING = new WrongReception("nothing", "nothing", List.of(), RIGHTLY, ANSWERED);

    /** Each is wrong in one place and in no other. */
    static final List<WrongReception> ALL = List.of(
            signed("the signature is not checked", "but was: 200", (right, delivery, secrets, now) -> true),
            signed("how old a signature is does not matter", "but was: 200", WrongReception::atAnyTime),
            signed(
                    "it is read before it is found genuine",
                    "read of what is not genuine",
                    (right, delivery, secrets, now) -> {
                        right.read(delivery, List.of());
                        return right.isGenuine(delivery, secrets, now);
                    }),
            answered("an address is compared as far as the secret goes", "expected: 404", WrongReception::byItsBegin),
            answered("what is not found is gone", "but was: 410", replacing(NOT_FOUND, 410)),
            answered("what can't be read is a fault of ours", "but was: 500", replacing(400, 500)),
            answered("what is too long is a fault of ours", "but was: 503", replacing(413, 503)));

    interface Genuine {
        boolean isFound(WebhookConnector right, Delivery delivery, Set<Secret> secrets, Instant now);
    }

    interface Answer {
        int to(Webhooks right, String method, String path, Map<String, List<String>> headers, byte[] body);
    }

    private static WrongReception signed(String name, String sign, Genuine wrong) {
        return new WrongReception(name, sign, List.of(Provider.LUMA), wrong, ANSWERED);
    }

    private static WrongReception answered(String name, String sign, Answer wrong) {
        return new WrongReception(name, sign, List.of(Provider.values()), RIGHTLY, wrong);
    }

    private static boolean atAnyTime(WebhookConnector right, Delivery delivery, Set<Secret> secrets, Instant now) {
        Matcher signed = SIGNED_AT.matcher(delivery.header("Webhook-Signature").orElse(""));
        Instant then = signed.matches() ? Instant.ofEpochSecond(Long.parseLong(signed.group(1))) : now;
        return right.isGenuine(delivery, secrets, then);
    }

    /** Whatever begins with the secret of an address is taken for it. */
    private static int byItsBegin(
            Webhooks right, String method, String path, Map<String, List<String>> headers, byte[] body) {
        int status = right.receive(method, path, headers, body);
        for (int end = path.length() - 1; status == NOT_FOUND && end > 0; end--) {
            status = right.receive(method, path.substring(0, end), headers, body);
        }
        return status;
    }

    private static Answer replacing(int status, int wrong) {
        return (right, method, path, headers, body) -> Optional.of(right.receive(method, path, headers, body))
                .filter(answer -> answer != status)
                .orElse(wrong);
    }

    /** The connector as it finds deliveries genuine. */
    ProviderConnector over(ProviderConnector right) {
        return instead(ProviderConnector.class, right, "webhooks", none -> over(right.webhooks()));
    }

    private WebhookConnector over(WebhookConnector right) {
        return instead(WebhookConnector.class, right, "isGenuine", arguments -> {
            @SuppressWarnings("unchecked")
            Set<Secret> secrets = (Set<Secret>) arguments[1];
            return genuine.isFound(right, (Delivery) arguments[0], secrets, (Instant) arguments[2]);
        });
    }

    /** The engine as it answers deliveries. */
    SyncEngine over(SyncEngine right) {
        Webhooks webhooks = right.webhooks();
        return instead(SyncEngine.class, right, "webhooks", none -> new Webhooks() {
            @Override
            public int receive(String method, String pathSecret, Map<String, List<String>> headers, byte[] body) {
                return answer.to(webhooks, method, pathSecret, headers, body);
            }

            @Override
            public int maxBytes() {
                return webhooks.maxBytes();
            }
        });
    }

    private static <T> T instead(Class<T> type, T right, String call, Function<Object[], Object> wrong) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(call)) {
                        return wrong.apply(arguments == null ? new Object[0] : arguments);
                    }
                    try {
                        return method.invoke(right, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
