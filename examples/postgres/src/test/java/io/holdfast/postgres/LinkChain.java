package io.holdfast.postgres;

import io.holdfast.model.Actor;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.transition.Decision;
import io.holdfast.transition.Fact;
import io.holdfast.transition.SyncStateMachine;
import io.holdfast.transition.Trigger;
import io.holdfast.transition.UserRequest;
import io.holdfast.transition.WorkerReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls of a store of links: births, moves of the stored version and of older ones, and every way to find a link. */
final class LinkChain extends Chain {
    private static final SyncPolicy POLICY = SyncPolicy.builder().build();
    private static final List<String> ACCOUNTS = List.of("i", "I");

    private final SyncLinkStore memory;
    private final SyncLinkStore postgres;
    /** Every version that a link ever had. */
    private final List<SyncLink> versions = new ArrayList<>();

    LinkChain(Random random, SyncLinkStore memory, SyncLinkStore postgres) {
        super(random);
        this.memory = memory;
        this.postgres = postgres;
    }

    @Override
    Answers next() {
        int kind = random.nextInt(14);
        return versions.isEmpty() || kind < 3
                ? created()
                : kind < 7 ? moved() : kind < 8 ? movedAtOnce() : kind < 9 ? removed() : found();
    }

    private Answers created() {
        RemoteRef remote = new RemoteRef(kind(), RemoteId.of(id()));
        SyncLink.Key key =
                new SyncLink.Key(workspace(), ProviderId.of("provider"), remote, new SyncSubject(remote.kind(), id()));
        Decision.Moved birth = SyncStateMachine.begin(
                SyncLinkId.of("link " + id()), key, new SyncLink.Binding(integration(), 1), Actor.HOST, instant());
        boolean isIdTaken = memory.load(birth.next().id()).isPresent();
        if (isIdTaken) {
            return both(
                    "load", memory, postgres, store -> store.load(birth.next().id()));
        }
        // an id that is used again is another link's
        versions.removeIf(one -> one.id().equals(birth.next().id()));
        versions.add(birth.next());
        return both("createIfAbsent", memory, postgres, store -> store.createIfAbsent(birth));
    }

    /** By the latest version of a link, and now and then by one that is over. */
    private Answers moved() {
        SyncLink link = latestOrOver();
        return SyncStateMachine.decide(link, trigger(link), POLICY, instant()) instanceof Decision.Moved move
                ? replaced(move)
                : both("history", memory, postgres, store -> all(after -> store.history(link.id(), after, limit())));
    }

    private SyncLink latestOrOver() {
        SyncLink any = versions.get(random.nextInt(versions.size()));
        return random.nextInt(4) == 0 ? any : memory.load(any.id()).orElse(any);
    }

    /** Of some links in any order; one of them may be meant twice, which is refused. */
    private Answers movedAtOnce() {
        List<Decision.Moved> moves = new ArrayList<>();
        for (int number = random.nextInt(5); number >= 0; number--) {
            SyncLink link = latestOrOver();
            if (SyncStateMachine.decide(link, trigger(link), POLICY, instant()) instanceof Decision.Moved move) {
                moves.add(move);
                versions.add(move.next());
            }
        }
        return both("replaceAll", memory, postgres, store -> {
            try {
                return store.replaceAll(moves);
            } catch (IllegalArgumentException twice) {
                return "refused: " + twice.getMessage();
            }
        });
    }

    private Answers replaced(Decision.Moved move) {
        versions.add(move.next());
        return both("replace", memory, postgres, store -> store.replace(move));
    }

    private Trigger trigger(SyncLink link) {
        SyncLink.Binding other = new SyncLink.Binding(integration(), 1 + random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> new UserRequest.SuspendRequested(Actor.HOST);
            case 1 -> new UserRequest.ResumeRequested(Actor.HOST);
            case 2 ->
                new Fact.CredentialSevered(
                        link.binding().integration(), link.binding().connection());
            case 3 -> new UserRequest.ReconnectRequested(Actor.HOST, other, Optional.empty(), true, false);
            case 4 -> new UserRequest.ResyncRequested(Actor.HOST);
            default ->
                new WorkerReport.RunStarted(link.run().map(run -> run.id()).orElse(0L), "owner-" + random.nextInt());
        };
    }

    private Answers removed() {
        SyncLinkId id = versions.get(random.nextInt(versions.size())).id();
        Set<SyncLinkId> several = new HashSet<>(List.of(id, latestOrOver().id(), SyncLinkId.of("nobody's")));
        boolean atOnce = random.nextBoolean();
        return both("remove", memory, postgres, store -> {
            if (atOnce) {
                store.removeAll(several);
            } else {
                store.remove(id);
            }
            return all(after -> store.history(id, after, 3));
        });
    }

    private Answers found() {
        int limit = limit();
        Instant at = instant().plusSeconds(random.nextInt(120));
        IntegrationId integration = integration();
        WorkspaceId workspace = workspace();
        SubjectKind kind = kind();
        String id = id();
        return switch (random.nextInt(8)) {
            case 0, 1 -> both("due", memory, postgres, store -> all(after -> store.due(at, after, limit)));
            case 2 -> both("decidedAfter", memory, postgres, store -> set(store.decidedAfter(at, 1_000)));
            case 3 ->
                both(
                        "boundTo",
                        memory,
                        postgres,
                        store -> all(after -> store.boundTo(integration, limit, after, limit)));
            case 4 ->
                both(
                        "ofRemote",
                        memory,
                        postgres,
                        store -> all(after ->
                                store.ofRemote(integration, new RemoteRef(kind, RemoteId.of(id)), after, limit)));
            case 5 ->
                both("ofKind", memory, postgres, store -> all(after -> store.ofKind(integration, kind, after, limit)));
            case 6 ->
                both(
                        "of",
                        memory,
                        postgres,
                        store -> List.of(
                                all(after -> store.of(workspace, after, limit)),
                                store.of(workspace, new SyncSubject(kind, id))));
            default -> both("load", memory, postgres, store -> set(store.load(ids())));
        };
    }

    private Set<SyncLinkId> ids() {
        return versions.stream().map(SyncLink::id).collect(Collectors.toSet());
    }

    private static Set<StoredRow<SyncLinkId, SyncLink>> set(Collection<StoredRow<SyncLinkId, SyncLink>> rows) {
        return new HashSet<>(rows);
    }

    private SubjectKind kind() {
        return random.nextInt(4) == 0 ? SubjectKind.CHANNEL : SubjectKind.EVENT;
    }

    private IntegrationId integration() {
        return IntegrationId.of(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
    }

    private WorkspaceId workspace() {
        return WorkspaceId.of(random.nextBoolean() ? "acme" : "Acme");
    }
}
