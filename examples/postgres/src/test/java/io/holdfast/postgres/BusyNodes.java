package io.holdfast.postgres;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import io.holdfast.transition.Decision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that work the same links at once, at a provider with troubles of its own, while persons press what they find. Now and then a page
 * takes longer than a lease, so that another node takes the run over.
 */
final class BusyNodes implements AutoCloseable {
    static final int NODES = 4;

    private static final int EVENTS = 40;
    private static final int MOST_ROUNDS = 2_000;
    private static final int ROUNDS_OF_A_PAUSE = 5;
    private static final WorkspaceId ACME = WorkspaceId.of("acme");
    private static final Credential KEY = Credential.apiKey("key-of-acme");

    private final ManualTime time = ManualTime.at(Instant.parse("2027-03-14T09:00:00Z"));
    private final ScriptedConnector provider = new ScriptedConnector(time, 2);
    private final PostgresStorage storage = Server.storage().withJournal();
    private final Map<SyncLinkId, List<Decision.Moved>> moves = new ConcurrentHashMap<>();
    private final AtomicLong moved = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(NODES);
    private final List<SyncEngine> nodes;
    private final Random random;
    private final Semaphore idle = new Semaphore(0);
    /** Nobody hangs any more, because nobody would let it go on. */
    private volatile boolean over;

    private final AtomicReference<@Nullable CountDownLatch> pause = new AtomicReference<>();

    BusyNodes(int seed) {
        random = new Random(seed);
        watchFences();
        provider.belongsTo(KEY, new Account("account", "Account"));
        IntStream.range(0, EVENTS).forEach(this::publish);
        Random slow = new Random(seed + 1_000L);
        provider.beforeEachPage(() -> {
            if (slow.nextInt(60) == 0) {
                hang();
            }
        });
        nodes = IntStream.range(0, NODES).mapToObj(node -> engine()).toList();
    }

    private void publish(int number) {
        RemoteRef event = event(number);
        provider.event(RemoteSubject.builder().ref(event).title("An evening").build());
        IntStream.range(0, 3).forEach(person -> provider.put(event, attendee(person, "first")));
    }

    private SyncEngine engine() {
        return SyncEngine.builder()
                .connector(provider)
                .links(noting(storage.links()))
                .integrations(storage.integrations())
                .vault(storage.vault())
                .attendees(storage.attendees())
                .time(time)
                .build();
    }

    /** A store that notes each move which it took. */
    private SyncLinkStore noting(SyncLinkStore links) {
        return (SyncLinkStore) Proxy.newProxyInstance(
                SyncLinkStore.class.getClassLoader(),
                new Class<?>[] {SyncLinkStore.class},
                (proxy, method, arguments) -> {
                    Object answer;
                    try {
                        answer = method.invoke(links, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    switch (method.getName()) {
                        case "createIfAbsent", "replace" -> noteIfTaken((Decision.Moved) arguments[0], answer);
                        case "replaceAll" ->
                            ((List<?>) arguments[0]).forEach(move -> noteIfTaken((Decision.Moved) move, answer));
                        default -> {}
                    }
                    return answer;
                });
    }

    private void noteIfTaken(Decision.Moved move, Object answer) {
        boolean taken = answer instanceof Set<?> ids ? ids.contains(move.next().id()) : answer.equals(true);
        if (taken || answer.equals(move.next())) {
            moves.computeIfAbsent(move.next().id(), id -> new CopyOnWriteArrayList<>())
                    .add(move);
            moved.incrementAndGet();
        }
    }

    /** Has the database note who writes a row below the fence of its link; one that a later link takes over begins at 0. */
    private void watchFences() {
        Database database = storage.database();
        database.sql("create table {low} (row text)").update();
        database.sql("""
                create function {watch}() returns trigger language plpgsql as $$ begin
                    if (tg_op = 'INSERT' or new.fence <> old.fence and new.link = old.link)
                        and new.fence < (select fence from {attendee_list} where link = new.link) then
                        insert into {low} values (new.link || ' by ' || new.fence);
                    end if;
                    return new;
                end $$
                """).update();
        database.sql(
                        "create trigger watch after insert or update on {attendee} for each row execute function {watch}()")
                .update();
    }

    List<String> writesBelowAFence() {
        return storage.database()
                .sql("select row from {low}")
                .query((row, number) -> "link " + row.getString(1) + ": expected no fence below the highest")
                .list();
    }

    PostgresStorage storage() {
        return storage;
    }

    List<SyncLinkId> links() {
        return List.copyOf(moves.keySet());
    }

    /** Its birth first. */
    List<Decision.Moved> moves(SyncLinkId link) {
        List<Decision.Moved> all = new ArrayList<>(moves.getOrDefault(link, List.of()));
        all.sort(Comparator.comparingLong(move -> move.next().version()));
        return all;
    }

    /** Goes on until so many moves are written. */
    void work(long atLeast) throws Exception {
        Integration account = nodes.get(0)
                .integrations()
                .connect(ACME, provider.provider(), KEY)
                .orThrow();
        for (int number = 0; number < EVENTS; number++) {
            importEvent(nodes.get(0), account, number);
        }
        List<Future<?>> turns = new ArrayList<>();
        nodes.forEach(node -> turns.add(CompletableFuture.completedFuture(null)));
        for (int round = 0; moved.get() < atLeast; round++) {
            if (round > MOST_ROUNDS) {
                throw new IllegalStateException(
                        "expected " + atLeast + " moves in " + MOST_ROUNDS + " rounds but found " + moved);
            }
            idle.acquire(begin(turns, account) + (round % ROUNDS_OF_A_PAUSE == 0 ? goOn() : 0));
            time.tick(Duration.ofSeconds(30 + random.nextInt(600)));
        }
        over = true;
        goOn();
        for (Future<?> turn : turns) {
            turn.get();
        }
    }

    /** Has each node that does not hang in a page take its turn; how many there are. */
    private int begin(List<Future<?>> turns, Integration account) throws Exception {
        int begun = 0;
        for (int node = 0; node < NODES; node++) {
            if (turns.get(node).isDone()) {
                turns.get(node).get();
                SyncEngine engine = nodes.get(node);
                Random own = new Random(random.nextLong());
                turns.set(node, threads.submit(() -> {
                    try {
                        turn(engine, account, own);
                    } finally {
                        idle.release();
                    }
                }));
                begun++;
            }
        }
        return begun;
    }

    /** Lets the node go on that hangs in a page, for longer than a lease by now; how many do. */
    private int goOn() {
        CountDownLatch hangs = pause.getAndSet(null);
        if (hangs == null) {
            return 0;
        }
        hangs.countDown();
        return 1;
    }

    private void hang() {
        CountDownLatch until = new CountDownLatch(1);
        if (!over && pause.compareAndSet(null, until)) {
            idle.release();
            if (over) {
                goOn();
            }
            try {
                until.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int turn(SyncEngine node, Integration account, Random own) {
        for (int i = 0; i < 4; i++) {
            change(own);
            press(node, account, own);
        }
        return node.runDue();
    }

    private void change(Random own) {
        RemoteRef event = event(own.nextInt(EVENTS));
        switch (own.nextInt(40)) {
            case 0, 1, 2, 3, 4 ->
                provider.remove(event, attendee(own.nextInt(3), "").id());
            case 5 -> provider.failNext(ProviderException.of(FailureKind.UNREACHABLE, "down"));
            case 6 -> provider.failNext(ProviderException.of(FailureKind.MALFORMED, "not what was expected"));
            default -> provider.put(event, attendee(own.nextInt(3), "since " + own.nextInt(1_000)));
        }
    }

    private void press(SyncEngine node, Integration account, Random own) {
        int number = own.nextInt(EVENTS);
        List<SyncLink> links = node.links().of(ACME, ours(number));
        if (links.isEmpty()) {
            importEvent(node, account, number);
            return;
        }
        SyncLinkId link = links.get(0).id();
        try {
            switch (own.nextInt(30)) {
                case 0, 1 -> node.links().suspend(link);
                case 2, 3, 4 -> node.links().resume(link);
                case 5, 6 -> node.links().retry(link);
                case 7 -> node.links().remove(link);
                case 8 ->
                    node.links()
                            .changeImportMode(
                                    link, own.nextBoolean() ? ImportMode.UPDATE_EXISTING : ImportMode.KEEP_EXISTING);
                case 9 -> node.integrations().retryAll(account.id());
                case 10 -> sever(node, account);
                case 11, 12, 13, 14, 15 -> reconnect(node, account);
                default -> node.links().resync(link);
            }
        } catch (UnknownIdException | ProviderException expected) {
            // another node's person removed it, or the provider fails a person who connects
        }
    }

    private static void importEvent(SyncEngine node, Integration account, int number) {
        node.links()
                .importSubject(ACME, ours(number), account.id(), event(number).id());
    }

    private static void sever(SyncEngine node, Integration account) {
        Integration now = node.integrations().get(account.id());
        node.integrations().disconnect(account.id(), now.connection());
    }

    private void reconnect(SyncEngine node, Integration account) {
        if (node.integrations().get(account.id()).status() != Integration.Status.CONNECTED) {
            node.integrations().connect(ACME, provider.provider(), KEY);
        }
        node.integrations().reconnectAll(account.id());
    }

    private static RemoteRef event(int number) {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of("event-" + number));
    }

    private static SyncSubject ours(int number) {
        return SyncSubject.event("our-" + number);
    }

    private static Attendee attendee(int number, String company) {
        return Attendee.builder()
                .id(AttendeeId.of("person-" + number))
                .company(company)
                .attendance(Attendance.ATTENDING)
                .build();
    }

    @Override
    public void close() {
        nodes.forEach(SyncEngine::close);
        threads.shutdownNow();
    }
}
