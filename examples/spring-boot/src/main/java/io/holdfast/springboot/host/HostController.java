package io.holdfast.springboot.host;

import io.holdfast.engine.Refusal;
import io.holdfast.engine.RefusedException;
import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncOperations;
import io.holdfast.model.Actor;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.WorkspaceId;
import io.holdfast.presentation.StatusView;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the product's pages ask for. */
@RestController
final class HostController {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int ATTENDEES = 500;

    private final SyncEngine engine;
    private final Events events;

    HostController(SyncEngine engine, Events events) {
        this.engine = engine;
        this.events = events;
    }

    /** An account to connect: a token of its owner. */
    record NewAccount(String provider, String token) {}

    /** An event to import. */
    record NewEvent(String title, String account, String remote) {}

    /** How an event is. */
    record Shown(long event, String status, String sentence) {}

    private SyncOperations as(Principal person) {
        return engine.actingAs(Actor.member(person.getName()));
    }

    /** Asks the provider, so it is in no transaction. */
    @PostMapping("/workspaces/{workspace}/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> connect(
            @PathVariable("workspace") String workspace, @RequestBody NewAccount account, Principal person) {
        Integration connected = as(person)
                .integrations()
                .connect(
                        WorkspaceId.of(workspace),
                        ProviderId.of(account.provider()),
                        Credential.apiKey(account.token()))
                .orThrow();
        return Map.of("account", connected.id().value());
    }

    @PostMapping("/workspaces/{workspace}/events")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> importEvent(
            @PathVariable("workspace") String workspace, @RequestBody NewEvent event, Principal person) {
        long imported = events.importEvent(
                Actor.member(person.getName()),
                WorkspaceId.of(workspace),
                event.title(),
                IntegrationId.of(event.account()),
                RemoteId.of(event.remote()));
        return Map.of("event", imported);
    }

    /** With {@code await}, once nothing is on any more that would change the answer soon. */
    @GetMapping("/events/{event}")
    Shown show(
            @PathVariable("event") long event,
            @RequestParam(name = "await", defaultValue = "false") boolean await,
            Principal person) {
        SyncLinkId link = events.link(event);
        StatusView view = await
                ? as(person).links().await(link, LONGEST_WAIT, progress -> {})
                : as(person).links().view(link);
        return new Shown(event, view.status().name(), view.badge().label().text(Locale.ENGLISH));
    }

    @GetMapping("/events/{event}/attendees")
    List<String> attendees(@PathVariable("event") long event, Principal person) {
        return as(person).links().attendees(events.link(event), Cursor.START, ATTENDEES).items().stream()
                .map(attendee -> attendee.id().value())
                .toList();
    }

    @DeleteMapping("/events/{event}/link")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable("event") long event, Principal person) {
        as(person).links().remove(events.link(event)).orThrow();
    }

    /** A person is told in words; a program branches on the code. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(RefusedException refused) {
        Refusal why = refused.refusal();
        HttpStatus status = why.code() == Refusal.Code.NOT_ALLOWED ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT;
        return ResponseEntity.status(status)
                .body(Map.of("code", why.code().name(), "message", why.message().text(Locale.ENGLISH)));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> taken(DuplicateKeyException taken) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("code", "TITLE_TAKEN"));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> unknown(EmptyResultDataAccessException none) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("code", "NO_SUCH_EVENT"));
    }
}
