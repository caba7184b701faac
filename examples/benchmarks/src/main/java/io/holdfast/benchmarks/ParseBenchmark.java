package io.holdfast.benchmarks;

import io.holdfast.model.Account;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Attendees per second from memory, by the connector and by the floor under it. An operation is one attendee. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParseBenchmark {
    private static final int ROWS = 50;
    private static final int PAGES = 20;
    private static final Grant GRANT = new Grant(Credential.apiKey("T0K3N"), new Account("1", "any"));
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));

    /** Whose pages. */
    @Param
    public Measured provider = Measured.EVENTBRITE;

    /** What their rows tell. */
    @Param
    public Content content = Content.AS_SENT;

    private List<byte[]> pages = List.of();
    private @Nullable ProviderConnector connector;
    private int next;

    /** For JMH. */
    public ParseBenchmark() {}

    /** Records the pages. */
    @Setup
    public void record() {
        pages = pages(provider, content);
        connector = provider.connector(new ClientFromMemory(pages), URI.create("http://127.0.0.1:9/"));
    }

    /**
     * The connector, from its request to the domain's attendees.
     *
     * @return the page
     */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public AttendeePage connector() {
        return page(Objects.requireNonNull(connector));
    }

    /**
     * The floor.
     *
     * @param sink takes each string
     * @throws IOException never
     */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void bare(Blackhole sink) throws IOException {
        byte[] page = pages.get(next);
        next = (next + 1) % pages.size();
        provider.bare(sink::consume).page(page);
    }

    static List<byte[]> pages(Measured provider, Content content) {
        return content.of(provider, RecordedPages.of(provider, ROWS * PAGES));
    }

    static AttendeePage page(ProviderConnector connector) {
        return connector.attendees(GRANT, EVENT, Cursor.START);
    }
}
