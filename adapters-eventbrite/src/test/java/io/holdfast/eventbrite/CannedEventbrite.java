package io.holdfast.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Account;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** An Eventbrite that answers what a case says, over real HTTP, and the connector that reads it. */
final class CannedEventbrite implements AutoCloseable {
    static final String USER = "3100998877665";
    private static final String JSON = "application/json";
    private static final int MOST_PAGES = 20;

    final EventbriteSandbox sandbox = EventbriteSandbox.start();
    final EventbriteConnector connector;
    private final Grant grant = new Grant(Credential.apiKey(sandbox.token()), new Account(USER, "Noor Haddad"));

    CannedEventbrite(Consumer<EventbriteOptions.Builder> chosen) {
        EventbriteOptions.Builder options = UnderFire.options(sandbox.baseUri());
        chosen.accept(options);
        connector = EventbriteConnector.create(options.build());
    }

    CannedEventbrite() {
        this(options -> {});
    }

    /** What a file of the cases says. */
    static String file(String name) {
        try (InputStream in =
                Objects.requireNonNull(CannedEventbrite.class.getResourceAsStream("cases/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Answers calls that contain a text, for good; of several the one that was put first. */
    CannedEventbrite at(String call, String body) {
        return at(call, Fault.answer(200, JSON, body));
    }

    CannedEventbrite at(String call, Fault answer) {
        sandbox.inject(call, Integer.MAX_VALUE, answer);
        return this;
    }

    /** The attendees of one page. */
    List<Attendee> attendees(String body) {
        AttendeePage page = at("/attendees/", body).page(Cursor.START);
        assertThat(page.rejected()).isEmpty();
        return page.attendees();
    }

    /** The one attendee with these members. */
    Attendee attendee(String members) {
        return attendees(Answers.page(Answers.row("7700112233", members))).get(0);
    }

    AttendeePage page(Cursor after) {
        return connector.attendees(grant, Answers.REMOTE, after);
    }

    /** The ids of a whole list. */
    List<String> list() {
        List<String> ids = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int pages = 0; at.isPresent(); pages++) {
            assertThat(pages).as("pages").isLessThan(MOST_PAGES);
            AttendeePage page = page(at.get());
            page.attendees().forEach(attendee -> ids.add(attendee.id().value()));
            at = page.next();
        }
        return ids;
    }

    RemoteSubject event(String body) {
        return at("/events/" + Answers.EVENT, body).connector.describe(grant, Answers.REMOTE);
    }

    CandidatePage candidates(SubjectKind kind, Cursor after) {
        return connector.candidates(grant, kind, after);
    }

    /** Titles of all events over all pages, and who refused. */
    List<String> shown() {
        List<String> shown = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int pages = 0; at.isPresent(); pages++) {
            assertThat(pages).as("pages").isLessThan(MOST_PAGES);
            CandidatePage page = candidates(SubjectKind.EVENT, at.get());
            page.items()
                    .forEach(event -> shown.add(event.title() + (event.importable() ? "" : " (not to be imported)")));
            page.refused().forEach(name -> shown.add(name + " refused"));
            at = page.next();
        }
        return shown;
    }

    ProviderException failure() {
        return catchThrowableOfType(ProviderException.class, () -> page(Cursor.START));
    }

    Grant grant() {
        return grant;
    }

    /** A page of organizations, each an id. */
    static String organizations(String pagination, String... ids) {
        List<String> rows = new ArrayList<>();
        for (String id : ids) {
            rows.add("{\"id\": \"" + id + "\", \"name\": \"Org " + id + "\"}");
        }
        return "{\"pagination\": {" + pagination + "}, \"organizations\": [" + String.join(",", rows) + "]}";
    }

    /** A page of events, each a title that is its id as well. */
    static String events(String pagination, String... titles) {
        List<String> rows = new ArrayList<>();
        for (String title : titles) {
            rows.add("{\"id\": \"" + title + "\", \"name\": {\"text\": \"" + title + "\"}}");
        }
        return "{\"pagination\": {" + pagination + "}, \"events\": [" + String.join(",", rows) + "]}";
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
