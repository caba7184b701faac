package io.holdfast.testkit.contract;

import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.ProviderException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every {@link ProviderConnector} promises, in a world that stands still meanwhile. A check of what the connector does
 * not declare, or its world can't do, is skipped.
 */
public final class ProviderConnectorContract {
    private static final int PAGES = 1_000;

    private ProviderConnectorContract() {}

    /**
     * {@return the checks, each in a world of its own}
     *
     * @param fresh makes a world
     */
    public static List<ContractCheck> checks(Supplier<? extends RemoteWorld> fresh) {
        Checks<RemoteWorld> checks = new Checks<>(fresh);
        checks.add("its name and what it can do are constants", ProviderConnectorContract::constants);
        checks.add("a valid credential names its account", ProviderConnectorContract::identified);
        checks.add("a refused credential is suspected, and does not show", ProviderConnectorContract::refused);
        checks.add("what can be imported is listed, and the list ends", ProviderConnectorContract::listed);
        checks.add("an id with blanks around it names what the id names", ProviderConnectorContract::pasted);
        checks.add("a description is of what was asked for", ProviderConnectorContract::described);
        checks.add("what is not there is gone, to a description and to a full scan", ProviderConnectorContract::gone);
        checks.add("a full scan sees every attendee and ends", ProviderConnectorContract::scanned);
        checks.add("the same place gives the same rows again", ProviderConnectorContract::repeatable);
        checks.add("changes are read from an instant on, and their list ends", ProviderConnectorContract::changed);
        checks.add("changes leave out what is older, and bring what is newer", world -> since(world, Instant::isAfter));
        checks.add("changes bring what changed at the very instant", world -> since(world, Instant::equals));
        checks.add("several threads may read at once", ProviderConnectorContract::atOnce);
        checks.add("one event reads alike for two workspaces", ProviderConnectorContract::alike);
        checks.add("a page bears the time of the provider's clock", ProviderConnectorContract::dated);
        checks.add("a row of another event is no attendee", ProviderConnectorContract::foreign);
        checks.add("a list that does not say whether it ended is malformed", ProviderConnectorContract::openEnd);
        checks.add("a place that is no longer known is refused as such", ProviderConnectorContract::forgotten);
        DescriptionChecks.addTo(checks);
        NamedAttendeeChecks.addTo(checks);
        WebhookChecks.addTo(checks);
        ConnectorFailures.addTo(checks);
        return checks.list();
    }

    private static void constants(RemoteWorld world) {
        ProviderConnector connector = world.connector();
        Assertions.same("provider", connector.provider(), connector.provider());
        Assertions.same("capabilities", connector.capabilities(), connector.capabilities());
        Assertions.holds(
                "the kind of the world's own event among those that can be imported",
                connector.capabilities().kinds().contains(world.remote().kind()),
                connector.capabilities().kinds());
    }

    private static void identified(RemoteWorld world) {
        Assertions.same("account", account(world), account(world));
    }

    private static void refused(RemoteWorld world) {
        ProviderException refused = failure(() -> world.connector().identify(world.refusedCredential()));
        Assertions.holds("a suspicion of the credential", refused.suspectsCredential(), "none");
        String secret = world.refusedCredential().bearer().reveal();
        Assertions.holds(
                "a failure without the credential", !refused.toString().contains(secret), "the credential in it");
    }

    private static void listed(RemoteWorld world) {
        Grant grant = grant(world);
        Set<RemoteRef> all = read("candidates", after -> {
            CandidatePage page =
                    world.connector().candidates(grant, world.remote().kind(), after);
            return new Page<>(page.items().stream().map(RemoteSubject::ref).toList(), page.next());
        });
        Assertions.holds(
                "the world's own event among the candidates", all.contains(world.remote()), all.size() + " others");
    }

    private static void pasted(RemoteWorld world) {
        RemoteRef remote = world.remote();
        for (String blanks : List.of("", " ", "\t\n")) {
            String text = blanks + remote.id().value() + blanks;
            Assertions.same("id", Optional.of(remote.id()), world.connector().remote(remote.kind(), text));
        }
        Assertions.same("id of a blank", Optional.empty(), world.connector().remote(remote.kind(), " "));
    }

    private static void described(RemoteWorld world) {
        Assertions.same(
                "reference",
                world.remote(),
                world.connector().describe(grant(world), world.remote()).ref());
    }

    private static void gone(RemoteWorld world) {
        Grant grant = grant(world);
        Assertions.same(
                "a description's failure",
                FailureKind.REMOTE_GONE,
                failure(() -> world.connector().describe(grant, world.missing()))
                        .kind());
        Assertions.same(
                "a full scan's failure",
                FailureKind.REMOTE_GONE,
                failure(() -> world.connector().attendees(grant, world.missing(), Cursor.START))
                        .kind());
    }

    private static void scanned(RemoteWorld world) {
        Assertions.same("attendees", world.attendees(), readAll(world));
    }

    private static void repeatable(RemoteWorld world) {
        Grant grant = grant(world);
        AttendeePage first = world.connector().attendees(grant, world.remote(), Cursor.START);
        Assertions.same("rows", ids(first), ids(world.connector().attendees(grant, world.remote(), Cursor.START)));
        Optional<Cursor> next = first.next();
        if (next.isPresent()) {
            Assertions.same(
                    "rows of the second page",
                    ids(world.connector().attendees(grant, world.remote(), next.get())),
                    ids(world.connector().attendees(grant, world.remote(), next.get())));
        }
    }

    private static void changed(RemoteWorld world) {
        Assertions.same("attendees changed since ever", world.attendees(), changedSince(world, Instant.EPOCH));
    }

    /** Compares those that changed before an instant and after it, or those that changed just then. */
    private static void since(RemoteWorld world, BiPredicate<Instant, Instant> wanted) {
        Map<AttendeeId, Instant> times = new HashMap<>();
        Grant grant = grant(world);
        read("attendees", at -> {
            AttendeePage page = world.connector().attendees(grant, world.remote(), at);
            page.attendees().forEach(row -> row.changedAt().ifPresent(time -> times.put(row.id(), time)));
            return page(page);
        });
        List<Instant> distinct = times.values().stream().distinct().sorted().toList();
        Skipped.unless(distinct.size() > 2, "there are no attendees of three different change times");
        Instant since = distinct.get(distinct.size() / 2);
        Set<AttendeeId> changed = changedSince(world, since);
        changed.removeIf(id -> since.equals(times.get(id)) != wanted.test(since, since));
        times.values().removeIf(time -> !wanted.test(time, since));
        Assertions.same("attendees changed since", times.keySet(), changed);
    }

    private static Set<AttendeeId> changedSince(RemoteWorld world, Instant since) {
        Skipped.unless(world.connector().capabilities().changes(), "no changes are declared");
        Grant grant = grant(world);
        return read("changes", at -> page(world.connector().changes(grant, world.remote(), since, at)));
    }

    private static void alike(RemoteWorld world) {
        Assertions.same("attendees of the one", world.attendees(), readAll(world));
        Assertions.same("attendees of the other", world.attendees(), readAll(world, world.otherCredential()));
    }

    private static void dated(RemoteWorld world) {
        Grant grant = grant(world);
        ConnectorFailures.produce(world, RemoteFault.OTHER_CLOCK);
        Assertions.same(
                "the provider's time",
                RemoteWorld.ANOTHER_TIME,
                first(world, grant).asOf());
    }

    private static void foreign(RemoteWorld world) {
        Grant grant = grant(world);
        Set<AttendeeId> own = new HashSet<>(ids(first(world, grant)));
        ConnectorFailures.produce(world, RemoteFault.FOREIGN_ROW);
        List<AttendeeId> found = ids(first(world, grant));
        Assertions.holds("fewer attendees, and no others", found.size() < own.size() && own.containsAll(found), found);
    }

    private static void openEnd(RemoteWorld world) {
        Grant grant = grant(world);
        ConnectorFailures.produce(world, RemoteFault.OPEN_END);
        Assertions.same(
                "kind",
                FailureKind.MALFORMED,
                failure(() -> first(world, grant)).kind());
    }

    private static void forgotten(RemoteWorld world) {
        Grant grant = grant(world);
        Optional<Cursor> next = first(world, grant).next();
        Skipped.unless(next.isPresent(), "the event has one page of attendees");
        ConnectorFailures.produce(world, RemoteFault.FORGOTTEN_PLACE);
        Assertions.same(
                "kind",
                FailureKind.CURSOR_REFUSED,
                failure(() -> world.connector().attendees(grant, world.remote(), next.get()))
                        .kind());
    }

    private static AttendeePage first(RemoteWorld world, Grant grant) {
        return world.connector().attendees(grant, world.remote(), Cursor.START);
    }

    private static void atOnce(RemoteWorld world) throws InterruptedException {
        List<Set<AttendeeId>> scans = Concurrently.all(i -> readAll(world));
        scans.forEach(scan -> Assertions.same("attendees", world.attendees(), scan));
    }

    private static Set<AttendeeId> readAll(RemoteWorld world) {
        return readAll(world, world.credential());
    }

    private static Set<AttendeeId> readAll(RemoteWorld world, Credential credential) {
        Grant grant = grant(world, credential);
        return read("attendees", at -> page(world.connector().attendees(grant, world.remote(), at)));
    }

    private static Page<AttendeeId> page(AttendeePage answer) {
        return new Page<>(ids(answer), answer.next());
    }

    private static <T> Set<T> read(String list, Function<Cursor, Page<T>> page) {
        Set<T> seen = new HashSet<>();
        Cursor at = Cursor.START;
        for (int pages = 0; pages < PAGES; pages++) {
            Page<T> answer = page.apply(at);
            seen.addAll(answer.items());
            if (answer.next().isEmpty()) {
                return seen;
            }
            at = answer.next().get();
        }
        throw new AssertionError("expected the list of " + list + " to end within " + PAGES
                + " pages but found a place to go on at each time");
    }

    private static List<AttendeeId> ids(AttendeePage page) {
        return page.attendees().stream().map(Attendee::id).toList();
    }

    static Grant grant(RemoteWorld world) {
        return grant(world, world.credential());
    }

    private static Grant grant(RemoteWorld world, Credential credential) {
        return new Grant(credential, world.connector().identify(credential));
    }

    private static String account(RemoteWorld world) {
        return world.connector().identify(world.credential()).id();
    }

    static ProviderException failure(Runnable call) {
        try {
            call.run();
        } catch (ProviderException expected) {
            return expected;
        }
        throw new AssertionError("expected a ProviderException but found an answer");
    }
}
