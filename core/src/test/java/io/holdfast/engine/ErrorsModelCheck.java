package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.SyncLinkId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anything that is thrown outside, before or after the effect, in a started engine: its work goes on, and its log says so. */
@Tag("proof")
@Tag("sample")
final class ErrorsModelCheck {
    private static final boolean WHOLE = Boolean.getBoolean("tests.whole");
    private static final int AT_LEAST = 300;
    private static final int SAMPLED = 23;
    private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));
    private static final String WORDS = "what a row of the host says";

    private static final List<String> CALLS = List.of(
            "SyncLinkStore.createIfAbsent",
            "SyncLinkStore.load",
            "SyncLinkStore.replace",
            "SyncLinkStore.due",
            "IntegrationStore.createIfAbsent",
            "IntegrationStore.load",
            "IntegrationStore.replace",
            "IntegrationStore.due",
            "CredentialVault.put",
            "CredentialVault.read",
            "AttendeeStore.upsert",
            "AttendeeStore.count",
            "RunQueue.submit",
            "SyncListener.transitioned",
            "SyncListener.progressed",
            "SyncListener.attendeesChanged",
            "SyncListener.integrationChanged",
            "Authorizer.allows",
            "ProviderConnector.identify",
            "ProviderConnector.describe",
            "ProviderConnector.attendees",
            "ProviderConnector.capabilities");

    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new IllegalStateException(WORDS),
            () -> new OutOfMemoryError(WORDS),
            () -> new StackOverflowError(WORDS),
            () -> new AssertionError(WORDS),
            () -> new NoClassDefFoundError(WORDS),
            ErrorsModelCheck::threadDeath,
            () -> new IOException(WORDS),
            () -> new InterruptedException(WORDS));

    private final AtomicInteger printed = new AtomicInteger();
    private int cases;
    private int stopped;
    private int silent;

    @Test
    void nothingThatIsThrownOutsideEndsTheEnginesWork() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> printed.incrementAndGet());
        try {
            tryAll();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }

        assertThat(List.of(stopped, silent, printed.get())).containsOnly(0);
        if (WHOLE) {
            assertThat(cases).isGreaterThanOrEqualTo(AT_LEAST);
            Path folder = Files.createDirectories(Path.of("target", "evidence"));
            Files.writeString(
                    folder.resolve("errors.txt"),
                    String.format(
                            "errors: %d cases of %d calls x %d throwables before and after the effect: %d stopped, %d silent,"
                                    + " %d printed by the JVM's handler%n",
                            cases, CALLS.size(), THROWN.size(), stopped, silent, printed.get()));
        }
    }

    private void tryAll() throws Exception {
        int number = 0;
        for (String call : CALLS) {
            for (Supplier<Throwable> thrown : THROWN) {
                for (boolean after : List.of(false, true)) {
                    if (WHOLE || number % SAMPLED == 0) {
                        tryOne(call, thrown.get(), after);
                    }
                    number++;
                }
            }
        }
    }

    private void tryOne(String at, Throwable thrown, boolean after) throws Exception {
        long logged = Files.size(LOG);
        Outside outside = new Outside();
        AtomicInteger left = new AtomicInteger(1);
        outside.strike = (call, effect) -> {
            boolean struck = call.equals(at) && left.getAndDecrement() == 1;
            if (struck && !after) {
                throw thrown;
            }
            Object answer = effect.take();
            if (struck) {
                throw thrown;
            }
            return answer;
        };
        List<SyncLinkId> links;
        boolean goesOn;
        try (SyncEngine engine = outside.builder(Outside.EAGER).build()) {
            engine.start();
            links = List.of(outside.imported(engine, World.ACME, "one"), outside.imported(engine, World.ACME, "two"));
            goesOn = outside.polledAndTold(links, links.size()) == links.size();
        }
        String name = at + " throws " + thrown.getClass().getName() + (after ? " after" : " before") + " its effect";
        assertThat(left.get()).as(name + ": it was called").isLessThan(1);
        cases++;
        stopped += goesOn ? 0 : 1;
        String log = loggedSince(logged);
        boolean told = isTold(log, thrown.getClass().getName());
        silent += told ? 0 : 1;
        assertThat(goesOn).as(name + ": every link is polled and told").isTrue();
        assertThat(told).as(name + ": the log tells of it").isTrue();
        assertThat(log).as(name).doesNotContain(WORDS);
    }

    /** A warning of ours, with the class in what stands below it. */
    private static boolean isTold(String log, String type) {
        boolean below = false;
        for (String line : log.lines().toList()) {
            below = line.startsWith("[") ? line.contains(" WARN io.holdfast.") && line.contains("threw") : below;
            if (below && line.endsWith("SanitizedThrowable: " + type)) {
                return true;
            }
        }
        return false;
    }

    private static String loggedSince(long size) throws IOException {
        try (InputStream in = Files.newInputStream(LOG)) {
            in.skipNBytes(size);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** By name: newer platforms warn of it. */
    private static Throwable threadDeath() {
        try {
            return Class.forName("java.lang.ThreadDeath")
                    .asSubclass(Throwable.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException gone) {
            return new VirtualMachineError(WORDS) {
                private static final long serialVersionUID = 1L;
            };
        }
    }
}
