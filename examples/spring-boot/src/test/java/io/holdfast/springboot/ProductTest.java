package io.holdfast.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.SyncEngine;
import io.holdfast.metrics.Vitals;
import io.holdfast.model.Change;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.StandingSubscription;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.SandboxEvent;
import io.holdfast.springboot.host.HostApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The product as it is run: on a real PostgreSQL, beside a provider over HTTP, and asked over HTTP. */
final class ProductTest {
    static final String PASSWORD = "only-of-these-tests";
    private static final int ATTENDEES = 120;
    private static final long PATIENCE_SECONDS = 30;

    private final Heard heard = new Heard();

    @Test
    void aPersonConnectsImportsIsToldAndIsRefusedWhatTheirRoleForbids() throws Exception {
        int port = freePort();
        Client client = new Client(URI.create("http://127.0.0.1:" + port));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                EventbriteSandbox sandbox = EventbriteSandbox.start()) {
            SandboxEvent event = sandbox.event("Harbour Data Night", ATTENDEES);
            SandboxEvent second = sandbox.event("Another night", 1);
            ConfigurableApplicationContext product = start(port, postgres, sandbox);
            JdbcClient sql = product.getBean(JdbcClient.class);

            probes(client);
            String account = connected(client, sandbox);
            String ours = imported(client, sql, account, event);
            rolledBack(client, sql, account, second);
            awaitSubscribed(product.getBean(SyncEngine.class), IntegrationId.of(account));
            delivered(client, ours, event);
            measured(client);
            removed(client, ours);
            stopped(client, product);
        }
        assertThat(client.asExpected()).isEqualTo(client.exchanges());
        write(client);
    }

    private ConfigurableApplicationContext start(int port, EmbeddedPostgres postgres, EventbriteSandbox sandbox) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        properties.put("spring.datasource.username", "postgres");
        properties.put("host.eventbrite", sandbox.baseUri());
        properties.put("host.password", PASSWORD);
        properties.put("holdfast.key-id", "tests");
        properties.put("holdfast.key", Base64.getEncoder().encodeToString(new byte[32]));
        properties.put("holdfast.sweep-interval", "200ms");
        properties.put("holdfast.webhooks-at", "http://127.0.0.1:" + port + "/hooks/");
        SpringApplication application = new SpringApplication(HostApplication.class);
        application.setDefaultProperties(properties);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean("heard", Heard.class, () -> heard));
        return application.run();
    }

    private static void probes(Client client) throws Exception {
        assertThat(client.get("", "/actuator/health/liveness", 200)).contains("UP");
        assertThat(client.get("", "/actuator/health/readiness", 200)).contains("UP");
        client.get("", "/events/1", 401);
        client.get("vera", "/actuator/metrics", 403);
    }

    private static String connected(Client client, EventbriteSandbox sandbox) throws Exception {
        String wanted = "{\"provider\": \"eventbrite\", \"token\": \"" + sandbox.token() + "\"}";
        client.post("", "/workspaces/acme/accounts", wanted, 401);
        assertThat(client.post("vera", "/workspaces/acme/accounts", wanted, 403))
                .contains("NOT_ALLOWED");
        client.post("eddy", "/workspaces/acme/accounts", wanted, 403);
        client.post("ada", "/workspaces/others/accounts", wanted, 403);
        return Client.member(client.post("ada", "/workspaces/acme/accounts", wanted, 201), "account");
    }

    private static String imported(Client client, JdbcClient sql, String account, SandboxEvent event) throws Exception {
        String wanted = wanted("Our night", account, event);
        client.post("vera", "/workspaces/acme/events", wanted, 403);
        assertThat(rows(sql, "event")).isZero();
        String ours = Client.member(client.post("eddy", "/workspaces/acme/events", wanted, 201), "event");
        String shown = client.get("vera", "/events/" + ours + "?await=true", 200);
        assertThat(Client.member(shown, "status")).isEqualTo("ACTIVE");
        assertThat(client.get("vera", "/events/" + ours + "/attendees", 200).split(","))
                .hasSize(ATTENDEES);
        client.get("vera", "/events/4711", 404);
        return ours;
    }

    /** The title is taken, which the database says after the link was written. */
    private static void rolledBack(Client client, JdbcClient sql, String account, SandboxEvent second)
            throws Exception {
        String answer = client.post("eddy", "/workspaces/acme/events", wanted("Our night", account, second), 409);
        assertThat(answer).contains("TITLE_TAKEN");
        assertThat(rows(sql, "event")).isEqualTo(1);
        assertThat(rows(sql, "holdfast_link")).isEqualTo(1);
    }

    /** The provider is asked to deliver soon after an account was connected; nobody is told when it does. */
    private static void awaitSubscribed(SyncEngine engine, IntegrationId account) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (engine.integrations().get(account).bookkeeping().route().stream()
                .flatMap(route -> route.subscriptions().stream())
                .noneMatch(StandingSubscription::active)) {
            assertThat(System.nanoTime()).as("until the provider delivers").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void delivered(Client client, String ours, SandboxEvent event) throws Exception {
        client.post("", "/hooks/no-secret-of-ours", "{}", 404);
        heard.changes.clear();
        event.register("Noor", "Haddad", "noor@example.org");
        assertThat(heard.changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Change.Kind.ADDED);
        assertThat(heard.context).isEqualTo(heard.links);
        assertThat(client.get("vera", "/events/" + ours + "/attendees", 200).split(","))
                .hasSize(ATTENDEES + 1);
    }

    private static void measured(Client client) throws Exception {
        String imports =
                client.get("ops", "/actuator/metrics/holdfast.runs?tag=kind:IMPORT&tag=outcome:COMPLETED", 200);
        assertThat(imports).contains("\"COUNT\"").containsPattern("\"value\":1(\\.0)?\\b");
        String active = client.get("ops", "/actuator/metrics/holdfast.links?tag=status:active", 200);
        assertThat(active).containsPattern("\"value\":1(\\.0)?\\b");
        String written = client.get("ops", "/actuator/metrics/holdfast.attendees?tag=result:written", 200);
        assertThat(written).contains("\"value\":" + (ATTENDEES + 1));
        client.get("ops", "/actuator/metrics/holdfast.calls?tag=port:link%20store", 200);
        client.get("ops", "/actuator/metrics/holdfast.ready", 200);
        client.get("eddy", "/actuator/metrics/holdfast.ready", 403);
    }

    private static void removed(Client client, String ours) throws Exception {
        client.ask("eddy", "DELETE", "/events/" + ours + "/link", "", 403);
        client.ask("ada", "DELETE", "/events/" + ours + "/link", "", 204);
    }

    private static void stopped(Client client, ConfigurableApplicationContext product) {
        SyncEngine engine = product.getBean(SyncEngine.class);

        product.close();

        assertThat(engine.vitals().state()).isEqualTo(Vitals.State.CLOSED);
        client.isGone();
    }

    private static String wanted(String title, String account, SandboxEvent event) {
        return String.format(
                Locale.ROOT,
                "{\"title\": \"%s\", \"account\": \"%s\", \"remote\": \"%s\"}",
                title,
                account,
                event.id());
    }

    private static long rows(JdbcClient sql, String table) {
        return sql.sql("select count(*) from " + table)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void write(Client client) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("spring-boot.txt"),
                String.format(
                        Locale.ENGLISH,
                        "spring-boot: %d exchanges over HTTP, %d as expected: roles, an import within a transaction, one"
                                + " rolled back, a delivery, metrics, health, shutdown%n",
                        client.exchanges(),
                        client.asExpected()));
    }
}
