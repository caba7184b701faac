package io.holdfast.hostfields;

import io.holdfast.engine.SyncEngine;
import io.holdfast.memory.InMemoryCredentialVault;
import io.holdfast.memory.InMemoryIntegrationStore;
import io.holdfast.memory.InMemorySyncLinkStore;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Credential;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.AbsencePolicy;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.AttendeeStore;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A story that a seed decides: what people do at the provider, at the door and with the link, and what the host shows after it. */
final class HostStory {
    private static final Instant START = Instant.parse("2027-03-14T09:00:00Z");
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final SyncSubject OURS = SyncSubject.event("our-42");
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("880011223344"));
    static final int STEPS = 40;
    /** A person who is missing is removed by the second scan that misses that person, some hours after the first. */
    private static final int SCANS = 4;

    private static final Duration BETWEEN = Duration.ofHours(3);
    private static final SyncPolicy POLICY = SyncPolicy.builder()
            .absence(AbsencePolicy.builder().few(1_000).fewShare(0.99).build())
            .build();

    private final Random random;
    private final ManualTime time = ManualTime.at(START);
    private final ScriptedConnector provider = new ScriptedConnector(time, 5);
    private final HostTable table;
    private final SyncEngine engine;
    private final Expected expected = new Expected();
    private final List<Person> persons = new ArrayList<>();
    private final List<Integration> accounts = new ArrayList<>();
    private ImportMode mode;
    private SyncLink link;
    /** How many rows were compared. */
    int compared;

    HostStory(long seed, HostTable table, UnaryOperator<AttendeeStore> before) {
        random = new Random(seed);
        this.table = table;
        provider.event(RemoteSubject.builder()
                .ref(EVENT)
                .title("Harbour Data Night")
                .startsAt(START.plus(Duration.ofDays(600)))
                .endsAt(START.plus(Duration.ofDays(601)))
                .build());
        engine = SyncEngine.builder()
                .connector(provider)
                .links(new InMemorySyncLinkStore())
                .integrations(new InMemoryIntegrationStore())
                .vault(new InMemoryCredentialVault())
                .attendees(before.apply(table))
                .policy(POLICY)
                .time(time)
                .build();
        for (String key : List.of("key-that-never-shows", "other-key-that-never-shows")) {
            Credential credential = Credential.apiKey(key);
            provider.belongsTo(credential, new Account("account of " + key, "Account"));
            accounts.add(engine.integrations()
                    .connect(ACME, provider.provider(), credential)
                    .orThrow());
        }
        for (int i = 0; i < 4; i++) {
            register();
        }
        mode = one(ImportMode.values());
        link = imported();
    }

    /** Tells the story; what first differs, or nothing. */
    Optional<String> tell() {
        for (int step = 1; step <= STEPS; step++) {
            String done = step();
            if (step % 4 == 0) {
                readAll();
                expected.read(persons, mode);
                List<String> shown =
                        table.guests(OURS).stream().map(Guest::shown).sorted().toList();
                compared += shown.size();
                if (!shown.equals(expected.shown())) {
                    return Optional.of(
                            "after step " + step + ", " + done + ": " + shown + " instead of " + expected.shown());
                }
            }
        }
        return Optional.empty();
    }

    private void readAll() {
        for (int scan = 0; scan < SCANS; scan++) {
            engine.links().resync(link.id()).orThrow();
            engine.runDue();
            engine.runDue();
            time.tick(BETWEEN);
        }
    }

    private String step() {
        time.tick(Duration.ofMinutes(1 + random.nextInt(20)));
        int dice = random.nextInt(18);
        switch (dice) {
            case 0, 1 -> register();
            case 2, 3 -> change(person -> person.attendance = Attendance.NOT_ATTENDING);
            case 4, 5 -> change(person -> person.attendance = Attendance.ATTENDING);
            case 6 -> change(person -> person.company = "Company of step " + random.nextInt(1_000));
            case 7 -> change(person -> person.checkedIn = !person.checkedIn);
            case 8 -> vanishes();
            case 9 -> change(person -> person.listed = true);
            case 10, 11 -> walksIn();
            case 12 -> atTheDoor();
            case 13 -> erased();
            case 14 -> choosesMode();
            case 15 -> reconnects();
            case 16 -> moves();
            default -> isImportedAgain();
        }
        return "step of kind " + dice;
    }

    private void register() {
        Person person = new Person(persons.size());
        if (persons.size() > 1 && random.nextInt(4) == 0) {
            person.attendance = Attendance.NOT_ATTENDING;
        }
        persons.add(person);
        provider.put(EVENT, person.told(time.instant()));
    }

    /** The first person stays, so that the list is never empty. */
    private Person anybody() {
        return persons.get(1 + random.nextInt(persons.size() - 1));
    }

    private void change(Consumer<Person> change) {
        Person person = anybody();
        change.accept(person);
        if (person.listed) {
            provider.put(EVENT, person.told(time.instant()));
        }
    }

    private void vanishes() {
        Person person = anybody();
        person.listed = false;
        provider.remove(EVENT, person.id);
    }

    /** Somebody who will register, who has registered, or who never will. */
    private void walksIn() {
        String email = new Person(random.nextInt(persons.size() + 6)).email;
        table.enter(OURS, email, "by hand");
        expected.entered(email, "by hand");
    }

    private void atTheDoor() {
        boolean isVip = random.nextBoolean();
        String email = anybody().email;
        table.guests(OURS).stream().filter(guest -> guest.email.equals(email)).forEach(guest -> {
            guest.vip |= isVip;
            guest.checkedInHere |= !isVip;
        });
        expected.lines(email).forEach(line -> {
            line.vip |= isVip;
            line.checkedInHere |= !isVip;
        });
    }

    private void erased() {
        Person person = anybody();
        table.erase(link.key(), person.id);
        expected.erased(person);
    }

    private void choosesMode() {
        mode = one(ImportMode.values());
        link = engine.links().changeImportMode(link.id(), mode).orThrow();
    }

    private void reconnects() {
        Integration bound = engine.integrations().get(link.binding().integration());
        engine.integrations().disconnect(bound.id(), bound.connection()).orThrow();
        engine.runDue();
        engine.integrations()
                .renew(
                        bound.id(),
                        Credential.apiKey(
                                bound.id().equals(accounts.get(0).id())
                                        ? "key-that-never-shows"
                                        : "other-key-that-never-shows"))
                .orThrow();
        link = engine.links().reconnect(link.id(), bound.id()).orThrow();
        run();
    }

    private void moves() {
        Integration to = accounts.stream()
                .filter(one -> !one.id().equals(link.binding().integration()))
                .findFirst()
                .orElseThrow();
        link = engine.links().move(link.id(), to.id()).orThrow();
        run();
    }

    private void isImportedAgain() {
        engine.links().remove(link.id()).orThrow();
        mode = one(ImportMode.values());
        link = imported();
    }

    private SyncLink imported() {
        SyncLink born = engine.links()
                .importSubject(ACME, OURS, accounts.get(random.nextInt(2)).id(), EVENT.id(), mode)
                .orThrow();
        run();
        return engine.links().get(born.id());
    }

    /** A run of which everything that the provider lists is read. */
    private void run() {
        engine.runDue();
        expected.read(persons, mode);
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
