package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.Feed;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.presentation.Looks;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.SubjectView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several links of one subject, and several subjects of one remote: how they show together, and that their rows never mix. */
final class SharedSubjectsTest {
    private static final WorkspaceId OTHER = WorkspaceId.of("other");
    private static final RemoteRef CHANNEL = new RemoteRef(SubjectKind.CHANNEL, World.EVENT.id());
    private static final int PEOPLE = 25;
    private static final int ROLL_UPS_AT_LEAST = 1_110;
    private static final int ROWS_AT_LEAST = 400;

    /** By letter: disconnected, failed, import failed (X), importing, live. Which phases there are, the word, the first to act on. */
    private static final String EXPECTED = """
            D     DISCONNECTED D
            DF    DISCONNECTED D
            DX    DISCONNECTED D
            DI    DISCONNECTED D
            DL    DISCONNECTED D
            DFX   DISCONNECTED D
            DFI   DISCONNECTED D
            DFL   DISCONNECTED D
            DXI   DISCONNECTED D
            DXL   DISCONNECTED D
            DIL   DISCONNECTED D
            F     FAILED       F
            FX    FAILED       F
            FI    FAILED       F
            FL    FAILED       F
            FXI   FAILED       F
            FXL   FAILED       F
            FIL   FAILED       F
            X     PENDING      X
            XI    PENDING      X
            XL    PENDING      X
            XIL   PENDING      X
            I     PENDING      I
            IL    PENDING      I
            L     ACTIVE       L
            """;

    private static final Map<Character, SyncPhase> LETTERS = Map.of(
            'D', SyncPhase.DISCONNECTED,
            'F', SyncPhase.SYNC_FAILED,
            'X', SyncPhase.IMPORT_FAILED,
            'I', SyncPhase.IMPORTING,
            'L', SyncPhase.LIVE);

    private final World world = new World();
    private int rows;
    private int mixed;

    @Test
    void everyRollUpIsAsItIsWrittenHereAndNoRowsMix() throws IOException {
        int tried = 0;
        int wrong = 0;
        for (List<Look> looks : fedByUpToThree()) {
            tried++;
            wrong += isAsExpected(looks) ? 0 : 1;
        }
        shareOneRemote();

        assertThat(tried).as("roll-ups that were tried").isGreaterThanOrEqualTo(ROLL_UPS_AT_LEAST);
        assertThat(wrong).as("roll-ups that are wrong").isZero();
        assertThat(rows).as("rows that were looked at").isGreaterThanOrEqualTo(ROWS_AT_LEAST);
        assertThat(mixed).as("rows that are with the wrong link, or missing").isZero();
        Files.writeString(
                Files.createDirectories(Path.of("target", "evidence")).resolve("channels.txt"),
                String.format(
                        Locale.ENGLISH,
                        "channels: %,d subjects of 1 to 3 links rolled up, wrong = %d; one remote id for 2 subjects and in 2"
                                + " workspaces, as event and as channel: %,d rows looked at, mixed = %d%n",
                        tried,
                        wrong,
                        rows,
                        mixed));
    }

    /** How one link looks. */
    private record Look(SyncPhase phase, boolean suspended) {
        StatusView view(int index) {
            SyncLinkId id = SyncLinkId.of("link-" + index);
            return Looks.view(Looks.link(phase).id(id).suspended(suspended).build());
        }
    }

    private static List<List<Look>> fedByUpToThree() {
        List<Look> looks = new ArrayList<>();
        for (SyncPhase phase : SyncPhase.values()) {
            looks.add(new Look(phase, false));
            looks.add(new Look(phase, true));
        }
        List<List<Look>> all = new ArrayList<>();
        for (Look one : looks) {
            all.add(List.of(one));
            for (Look two : looks) {
                all.add(List.of(one, two));
                looks.forEach(three -> all.add(List.of(one, two, three)));
            }
        }
        return all;
    }

    private static boolean isAsExpected(List<Look> looks) {
        Set<SyncPhase> phases = looks.stream().map(Look::phase).collect(Collectors.toSet());
        String[] expected = EXPECTED.lines()
                .map(line -> line.split(" +"))
                .filter(row -> phases(row[0]).equals(phases))
                .findFirst()
                .orElseThrow();
        SyncPhase first = LETTERS.getOrDefault(expected[2].charAt(0), SyncPhase.LIVE);
        int index = IntStream.range(0, looks.size())
                .filter(i -> looks.get(i).phase() == first)
                .findFirst()
                .orElseThrow();
        Map<SyncStatus, Long> counts = new EnumMap<>(SyncStatus.class);
        looks.forEach(look -> counts.merge(word(look.phase()), 1L, Long::sum));

        SubjectView view = new SubjectView(IntStream.range(0, looks.size())
                .mapToObj(i -> looks.get(i).view(i))
                .toList());

        return view.status().name().equals(expected[1])
                && view.badge().status() == view.status()
                && view.first().link().value().equals("link-" + index)
                && view.counts().equals(counts);
    }

    private static Set<SyncPhase> phases(String letters) {
        return letters.chars()
                .mapToObj(letter -> LETTERS.getOrDefault((char) letter, SyncPhase.LIVE))
                .collect(Collectors.toSet());
    }

    private static SyncStatus word(SyncPhase phase) {
        return switch (phase) {
            case IMPORTING, IMPORT_FAILED -> SyncStatus.PENDING;
            case LIVE -> SyncStatus.ACTIVE;
            case SYNC_FAILED -> SyncStatus.FAILED;
            case DISCONNECTED -> SyncStatus.DISCONNECTED;
        };
    }

    /** An event and a channel of one remote id with people of the same ids: six links, of two subjects each and two workspaces. */
    private void shareOneRemote() {
        world.provider.capable(world.provider.capabilities().toBuilder()
                .kinds(Set.of(SubjectKind.EVENT, SubjectKind.CHANNEL))
                .feed(Feed.POLL)
                .build());
        world.provider.event(World.event().ref(CHANNEL).build());
        people("first");
        List<SyncLink> links = imported();
        assertThat(links).extracting(SyncLink::id).doesNotHaveDuplicates().hasSize(6);
        assertThat(imported()).isEqualTo(links);
        world.engine.runDue();
        links.forEach(link -> look(link, "first"));
        assertThat(wrong(links.get(0), "first", CHANNEL)).isEqualTo(PEOPLE);

        SyncLink held = links.get(0);
        SyncLink removed = links.get(4);
        world.engine.links().suspend(held.id()).orThrow();
        world.engine.links().remove(removed.id()).orThrow();
        world.time.tick(Duration.ofMinutes(1));
        people("second");
        world.pass(Duration.ofHours(1));
        links.forEach(link -> look(link, link.equals(held) || link.equals(removed) ? "first" : "second"));

        SyncLink again = imported().get(4);
        assertThat(again.id()).isNotEqualTo(removed.id());
        world.engine.runDue();
        look(again, "second");
        assertThat(world.attendees.attendees(removed.id()))
                .as("rows that the next link of the key has taken over")
                .isEmpty();
        world.engine.links().resume(held.id()).orThrow();
        world.engine.runDue();
        links.stream().filter(link -> !link.equals(removed)).forEach(link -> look(link, "second"));
    }

    private List<SyncLink> imported() {
        Credential key = Credential.apiKey("their-key-that-never-shows");
        world.provider.belongsTo(key, new Account("account-2", "Theirs"));
        Integration ours = world.connected();
        Integration theirs = world.engine
                .integrations()
                .connect(OTHER, world.provider.provider(), key)
                .orThrow();
        List<SyncLink> links = new ArrayList<>();
        for (SubjectKind kind : SubjectKind.values()) {
            links.add(imported(ours, new SyncSubject(kind, "one")));
            links.add(imported(ours, new SyncSubject(kind, "two")));
            links.add(imported(theirs, new SyncSubject(kind, "one")));
        }
        return links;
    }

    private SyncLink imported(Integration from, SyncSubject subject) {
        return world.engine
                .links()
                .importSubject(from.workspace(), subject, from.id(), World.EVENT.id())
                .orThrow();
    }

    private void people(String wave) {
        for (RemoteRef remote : List.of(World.EVENT, CHANNEL)) {
            for (int i = 0; i < PEOPLE; i++) {
                String company = company(wave, remote, "p" + i);
                world.provider.put(
                        remote,
                        World.attendee("p" + i, company, world.time.instant()).build());
            }
        }
    }

    private void look(SyncLink link, String wave) {
        mixed += wrong(link, wave, link.key().remote());
        rows += world.attendees.attendees(link.id()).size();
    }

    /** How many rows of a link are not those of that remote: others, too many, or missing. */
    private int wrong(SyncLink link, String wave, RemoteRef remote) {
        List<Attendee> found = world.attendees.attendees(link.id()).stream().toList();
        Set<AttendeeId> right = new HashSet<>();
        for (Attendee attendee : found) {
            if (attendee.company()
                    .filter(company(wave, remote, attendee.id().value())::equals)
                    .isPresent()) {
                right.add(attendee.id());
            }
        }
        return Math.max(found.size(), PEOPLE) - right.size();
    }

    private static String company(String wave, RemoteRef remote, String person) {
        return wave + " of " + remote.kind() + " " + person;
    }
}
