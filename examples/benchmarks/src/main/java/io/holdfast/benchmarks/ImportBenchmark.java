package io.holdfast.benchmarks;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Credential;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.ProviderSandbox;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An event of 200 pages, each with 20 ms of latency: imported, and its pages fetched alone. An operation is one event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ImportBenchmark {
    private static final int ATTENDEES = 10_000;
    private static final WorkspaceId WORKSPACE = WorkspaceId.of("acme");

    private final HttpClient client = HttpClient.newHttpClient();

    /** From where. */
    @Param
    public Measured provider = Measured.EVENTBRITE;

    private @Nullable ProviderSandbox sandbox;
    private String event = "";

    /** For JMH. */
    public ImportBenchmark() {}

    /** Starts the provider. */
    @Setup
    public void start() {
        sandbox = provider.start(Duration.ofMillis(20));
        event = sandbox().event("Harbour Data Night", ATTENDEES).id();
    }

    private ProviderSandbox sandbox() {
        return Objects.requireNonNull(sandbox);
    }

    /** Closes what was started. */
    @TearDown
    public void close() {
        sandbox().close();
    }

    /**
     * The import, from connecting the account to ACTIVE.
     *
     * @return the status
     */
    @Benchmark
    public SyncStatus imported() {
        ProviderConnector connector =
                provider.connector(HttpClient.newHttpClient(), sandbox().baseUri());
        try (SyncEngine engine = SyncEngine.builder().connector(connector).build()) {
            Integration account = engine.integrations()
                    .connect(
                            WORKSPACE,
                            connector.provider(),
                            Credential.apiKey(sandbox().token()))
                    .orThrow();
            SyncLink link = engine.links()
                    .importSubject(WORKSPACE, SyncSubject.event("our-42"), account.id(), RemoteId.of(event))
                    .orThrow();
            engine.runDue();
            SyncStatus status = engine.links().get(link.id()).status();
            if (status != SyncStatus.ACTIVE) {
                throw new IllegalStateException("expected the import to end ACTIVE but it is " + status);
            }
            return status;
        }
    }

    /**
     * The pages alone, read whole and thrown away.
     *
     * @return how many
     */
    @Benchmark
    public int fetchedAlone() {
        return RecordedPages.fetch(provider, client, sandbox(), event).size();
    }
}
