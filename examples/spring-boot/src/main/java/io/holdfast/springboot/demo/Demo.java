package io.holdfast.springboot.demo;

import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.springboot.host.HostApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** Starts the product on a PostgreSQL of its own, beside a fake Eventbrite, and prints what to ask it. */
public final class Demo {
    private static final int PORT = 8_080;
    private static final int ATTENDEES = 500;
    private static final int KEY_BYTES = 32;

    private Demo() {}

    /**
     * Runs until it is interrupted.
     *
     * @param arguments of Spring, such as {@code --server.port=9000}
     * @throws IOException if PostgreSQL does not start
     */
    @SuppressWarnings("resource") // they end with the process
    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        SpringApplication.getShutdownHandlers().add(() -> close(postgres));
        EventbriteSandbox sandbox = EventbriteSandbox.start();
        SandboxEvent event = sandbox.event("Harbour Data Night", ATTENDEES);
        SpringApplication product = new SpringApplication(HostApplication.class);
        product.setDefaultProperties(properties(postgres.getJdbcUrl("postgres", "postgres"), sandbox));
        int port = product.run(arguments).getEnvironment().getProperty("server.port", Integer.class, PORT);
        System.out.println("""

                The product runs, with its PostgreSQL and a fake Eventbrite. In another terminal:

                  at=http://localhost:%d
                  curl -s -u ada:demo -H 'Content-Type: application/json' $at/workspaces/acme/accounts \\
                       -d '{"provider": "eventbrite", "token": "%s"}'
                  curl -s -u eddy:demo -H 'Content-Type: application/json' $at/workspaces/acme/events \\
                       -d '{"title": "Our night", "account": "<account>", "remote": "%s"}'
                  curl -s -u vera:demo "$at/events/<event>?await=true"
                  curl -s $at/actuator/health/readiness
                  curl -s -u ops:demo "$at/actuator/metrics/holdfast.runs"

                vera may look, eddy may import, ada may do everything. Ctrl-C ends it, gracefully.
                """.formatted(port, sandbox.token(), event.id()));
    }

    /** After the product, which needs it to its end. */
    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, Object> properties(String database, EventbriteSandbox sandbox) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Map.of(
                "spring.datasource.url",
                database,
                "spring.datasource.username",
                "postgres",
                "host.eventbrite",
                sandbox.baseUri(),
                "host.password",
                "demo",
                "holdfast.key-id",
                "demo",
                "holdfast.key",
                Base64.getEncoder().encodeToString(key),
                "holdfast.sweep-interval",
                "1s",
                "holdfast.webhooks-at",
                "http://127.0.0.1:${server.port:" + PORT + "}/hooks/");
    }
}
