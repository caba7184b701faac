package io.holdfast.testkit.contract;

import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.RATE_LIMITED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;
import static io.holdfast.testkit.contract.RemoteFault.BROKEN;
import static io.holdfast.testkit.contract.RemoteFault.FORBIDDEN;
import static io.holdfast.testkit.contract.RemoteFault.GONE;
import static io.holdfast.testkit.contract.RemoteFault.OUTAGE;
import static io.holdfast.testkit.contract.RemoteFault.REDIRECT;
import static io.holdfast.testkit.contract.RemoteFault.REVOKED;
import static io.holdfast.testkit.contract.RemoteFault.WAIT_IN_SECONDS;
import static io.holdfast.testkit.contract.RemoteFault.WAIT_UNTIL_DATE;
import static io.holdfast.testkit.contract.RemoteFault.WAIT_UNTOLD;
import static io.holdfast.testkit.contract.RemoteWorld.WAIT;

import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What every connector makes of a provider that fails, call by call. */
final class ConnectorFailures {
    private static final Duration UNDER_WAY = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A date has whole seconds, and time goes on between two of them. */
    private static final Duration ROUNDING = Duration.ofSeconds(5);

    private ConnectorFailures() {}

    /** The calls that read from a provider. */
    private enum Call {
        IDENTIFY,
        CANDIDATES,
        DESCRIBE,
        DESCRIBE_ALL,
        ATTENDEES,
        CHANGES,
        NAMED;

        void make(RemoteWorld world, Grant grant) {
            ProviderConnector connector = world.connector();
            switch (this) {
                case IDENTIFY -> connector.identify(grant.credential());
                case CANDIDATES -> connector.candidates(grant, world.remote().kind(), Cursor.START);
                case DESCRIBE -> connector.describe(grant, world.remote());
                case DESCRIBE_ALL -> DescriptionChecks.ask(world, grant);
                case ATTENDEES -> connector.attendees(grant, world.remote(), Cursor.START);
                case CHANGES -> connector.changes(grant, world.remote(), Instant.EPOCH, Cursor.START);
                case NAMED -> NamedAttendeeChecks.ask(world, grant);
            }
        }

        void demand(RemoteWorld world) {
            switch (this) {
                case IDENTIFY, CANDIDATES, DESCRIBE, ATTENDEES -> {}
                case DESCRIBE_ALL -> DescriptionChecks.demand(world);
                case CHANGES -> Skipped.unless(world.connector().capabilities().changes(), "no changes are declared");
                case NAMED -> NamedAttendeeChecks.demand(world);
            }
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What a call makes of a fault. */
    private record Promise(String what, RemoteFault fault, Consumer<ProviderException> kept) {
        void addTo(Checks<RemoteWorld> checks, Call call) {
            checks.add(call + " " + what, world -> {
                kept.accept(failure(world, call, fault));
                Assertions.same("requests where a redirect leads", false, world.strayed());
            });
        }
    }

    private static final List<Promise> OF_ANY_CALL = List.of(
            new Promise("suspects a credential that was revoked", REVOKED, suspects(true)),
            new Promise("tells the wait that is asked for in seconds", WAIT_IN_SECONDS, waits(WAIT.minus(ROUNDING))),
            new Promise("tells the wait that is asked for by a date", WAIT_UNTIL_DATE, waits(WAIT.minus(ROUNDING))),
            new Promise("tells to wait though nobody says how long", WAIT_UNTOLD, waits(Duration.ofNanos(1))),
            new Promise("tells an outage as one", OUTAGE, means(UNREACHABLE)),
            new Promise("suspects nothing in an outage", OUTAGE, suspects(false)),
            new Promise("takes nothing of an answer that breaks off", BROKEN, means(MALFORMED)),
            new Promise("fails at a redirect and does not follow it", REDIRECT, failure -> {}));

    /** Some providers do not tell what is not there from what is somebody else's. */
    private static final Promise OF_AN_EVENT =
            new Promise("tells apart what may not be read from an outage", FORBIDDEN, means(PERMISSION, REMOTE_GONE));

    /** Of one attendee some do not tell whether it is that one who is not there, or the event. */
    private static final Promise OF_A_LIST =
            new Promise("tells that an event is gone which was there", GONE, means(REMOTE_GONE));

    static void addTo(Checks<RemoteWorld> checks) {
        for (Call call : Call.values()) {
            OF_ANY_CALL.forEach(promise -> promise.addTo(checks, call));
        }
        for (Call call : List.of(Call.DESCRIBE, Call.ATTENDEES, Call.CHANGES)) {
            OF_AN_EVENT.addTo(checks, call);
            OF_A_LIST.addTo(checks, call);
        }
        OF_AN_EVENT.addTo(checks, Call.NAMED);
        checks.add("an interrupted call ends soon, and its thread stays interrupted", ConnectorFailures::interrupted);
    }

    private static Consumer<ProviderException> means(FailureKind... kinds) {
        return failure ->
                Assertions.holds("one of " + List.of(kinds), List.of(kinds).contains(failure.kind()), failure.kind());
    }

    private static Consumer<ProviderException> suspects(boolean yes) {
        return failure -> Assertions.same("suspicion of the credential", yes, failure.suspectsCredential());
    }

    private static Consumer<ProviderException> waits(Duration least) {
        return failure -> {
            means(RATE_LIMITED).accept(failure);
            Duration wait = failure.retryAfter().orElse(Duration.ZERO);
            Assertions.holds("a wait of at least " + least, wait.compareTo(least) >= 0, wait);
        };
    }

    /** It holds whether the interrupt comes before the exchange or in it; the short wait makes the latter likely. */
    private static void interrupted(RemoteWorld world) throws InterruptedException {
        Grant grant = ProviderConnectorContract.grant(world);
        produce(world, RemoteFault.SILENT);
        String expected = "a failure on a thread that is still interrupted";
        AtomicReference<String> end = new AtomicReference<>("none within " + SOON);
        Thread thread = new Thread(() -> {
            try {
                Call.ATTENDEES.make(world, grant);
                end.set("an answer");
            } catch (ProviderException failure) {
                end.set(Thread.currentThread().isInterrupted() ? expected : "a failure that forgot the interrupt");
            }
        });
        thread.setDaemon(true);
        thread.start();
        thread.join(UNDER_WAY.toMillis());
        thread.interrupt();
        thread.join(SOON.toMillis());
        Assertions.same("end of an interrupted call", expected, "" + end.get());
    }

    private static ProviderException failure(RemoteWorld world, Call call, RemoteFault fault) {
        call.demand(world);
        Grant grant = ProviderConnectorContract.grant(world);
        produce(world, fault);
        ProviderException failure = ProviderConnectorContract.failure(() -> call.make(world, grant));
        String secret = grant.credential().bearer().reveal();
        Assertions.holds(
                "a failure without the credential", !failure.toString().contains(secret), "the credential in it");
        return failure;
    }

    static void produce(RemoteWorld world, RemoteFault fault) {
        Skipped.unless(world.produce(fault), "this world can't produce " + fault);
    }
}
