package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import io.holdfast.model.SyncSubject;
import io.holdfast.port.Authorizer;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.SubjectView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a list of cards costs: a page of 500 links takes two calls of stores, however many links there are. */
final class ListPageTest {
    private static final int CALLS_PER_PAGE = 2;

    @Test
    void aPageOfViewsTakesTwoCallsOfStoresHoweverManyLinksItHas() throws IOException {
        List<String> figures = new ArrayList<>();
        for (int links : List.of(50, 500, 5_000)) {
            World world = new World();
            Set<SyncLinkId> ids = imported(world, links);
            CountedPorts ports = new CountedPorts(world);
            Links face = ports.engine(Authorizer.anyone()).links();

            List<StatusView> listed = listed(face);
            int forPages = ports.calls().size();
            ports.forget();
            Set<SyncLinkId> named = face.views(ids).keySet();
            int forIds = ports.calls().size();

            int pages = Math.max(1, links / 500);
            assertThat(listed).hasSize(links);
            assertThat(named).isEqualTo(ids);
            assertThat(forPages).as("pages of %d links", links).isEqualTo(CALLS_PER_PAGE * pages);
            assertThat(forIds).as("ids of %d links", links).isEqualTo(CALLS_PER_PAGE * pages);
            figures.add(String.format(
                    Locale.ENGLISH, "%,d links: %d store calls by pages of 500, %d by ids", links, forPages, forIds));
        }
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(
                folder.resolve("list-page.txt"), "list-page: " + String.join("; ", figures) + System.lineSeparator());
    }

    @Test
    void aViewOfAListIsTheViewOfItsLink() {
        World world = new World();
        Set<SyncLinkId> ids = imported(world, 3);
        Links links = world.engine.links();

        assertThat(links.views(ids).values())
                .hasSize(3)
                .allSatisfy(view -> assertThat(view).isEqualTo(links.view(view.link())));
        assertThat(links.views(World.ACME, Cursor.START, 10).items())
                .containsExactlyInAnyOrderElementsOf(links.views(ids).values());
        assertThat(links.views(Set.of(SyncLinkId.of("gone")))).isEmpty();
    }

    @Test
    void theViewOfASubjectTakesTwoCallsOfStoresHoweverManyLinksFeedIt() {
        World world = new World();
        Integration account = world.connected();
        SyncSubject ours = SyncSubject.event("ours");
        for (int i = 0; i < 50; i++) {
            world.engine.links().importSubject(World.ACME, ours, account.id(), RemoteId.of("event-" + i));
        }
        CountedPorts ports = new CountedPorts(world);
        Links face = ports.engine(Authorizer.anyone()).links();

        SubjectView view = face.subjectView(World.ACME, ours).orElseThrow();

        assertThat(view.links()).hasSize(50);
        assertThat(view.counts()).isEqualTo(Map.of(SyncStatus.PENDING, 50L));
        assertThat(ports.calls()).hasSize(CALLS_PER_PAGE);
        assertThat(face.subjectView(World.ACME, SyncSubject.event("nobody's"))).isEmpty();
    }

    private static List<StatusView> listed(Links links) {
        List<StatusView> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<StatusView> page = links.views(World.ACME, next.get(), 500);
            all.addAll(page.items());
            next = page.next();
        }
        return all;
    }

    private static Set<SyncLinkId> imported(World world, int count) {
        Integration account = world.connected();
        Set<SyncLinkId> ids = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(world.imported("event-" + i, account).id());
        }
        return ids;
    }
}
