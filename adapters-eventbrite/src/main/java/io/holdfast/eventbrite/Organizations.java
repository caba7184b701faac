package io.holdfast.eventbrite;

import io.holdfast.model.CandidatePage;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The organizations that an account belongs to, and their events, of one organization after the other. An account that
 * belongs to none has its events under its own id. An organization that refuses to list its events is named, and hides no
 * other's.
 */
final class Organizations {
    /** For one page that a person waits for; organizations without events cost one each. */
    private static final int MOST_REQUESTS = 10;
    /** Of 50 organizations each: no more are searched for a title, should their list never end. */
    private static final int MOST_PAGES = 20;

    static final Set<FailureKind> REFUSALS =
            Set.of(FailureKind.REJECTED, FailureKind.PERMISSION, FailureKind.REMOTE_GONE);

    private final EventbriteConnector connector;
    private final Grant grant;
    private final List<String> refused = new ArrayList<>();
    private int requests;

    /** For one call. */
    Organizations(EventbriteConnector connector, Grant grant) {
        this.connector = connector;
        this.grant = grant;
    }

    /** One page of the organizations themselves. */
    CandidatePage page(Cursor after) {
        Page<RemoteSubject> page = list(after);
        List<RemoteSubject> readable = page.items().stream()
                .filter(organization -> !isAccountId(organization.ref().id())
                        || events(organization, Cursor.START).isPresent())
                .toList();
        return new CandidatePage(readable, page.next(), refused);
    }

    /** One page of their events; without any where too many organizations had none. */
    CandidatePage events(CandidatePlace from) {
        CandidatePlace at = from;
        Page<RemoteSubject> organizations = list(at.organizations());
        while (requests < MOST_REQUESTS) {
            if (at.index() >= organizations.items().size()) {
                Optional<Cursor> more = moreThan(at.organizations(), organizations);
                if (more.isEmpty()) {
                    return new CandidatePage(List.of(), Optional.empty(), refused);
                }
                at = CandidatePlace.first(more.get());
                organizations = list(at.organizations());
            } else {
                Cursor asked = at.events();
                Optional<Page<RemoteSubject>> events =
                        events(organizations.items().get(at.index()), asked);
                at = at.after(events.flatMap(page -> moreThan(asked, page)));
                if (events.filter(page -> !page.items().isEmpty()).isPresent()) {
                    return new CandidatePage(events.get().items(), next(at, organizations), refused);
                }
            }
        }
        return new CandidatePage(List.of(), next(at, organizations), refused);
    }

    /** One organization alone can't be asked for, so the account's are searched; a list of its own tells why it is none. */
    RemoteSubject describe(RemoteRef remote) {
        Optional<Cursor> at = Optional.of(Cursor.START);
        for (int page = 0; page < MOST_PAGES && at.isPresent(); page++) {
            Page<RemoteSubject> organizations = connector.organizations(grant, at.get());
            for (RemoteSubject organization : organizations.items()) {
                if (organization.ref().equals(remote)) {
                    return organization;
                }
            }
            at = organizations.next();
        }
        connector.events(grant, remote, Cursor.START);
        return subject(remote.id(), isAccountId(remote.id()) ? grant.account().label() : "");
    }

    /** An event does not say which organization holds it until it is read, so each of a page is asked until all are found. */
    List<RemoteSubject> describeAll(Set<RemoteRef> remotes) {
        Map<RemoteRef, RemoteSubject> told = new LinkedHashMap<>();
        List<RemoteSubject> organizations = list(Cursor.START).items();
        organizations.forEach(organization -> told.put(organization.ref(), organization));
        for (RemoteSubject organization : organizations) {
            Set<RemoteRef> left = new HashSet<>(remotes);
            left.removeAll(told.keySet());
            left.removeIf(remote -> remote.kind() != SubjectKind.EVENT);
            if (!left.isEmpty() && requests < MOST_REQUESTS) {
                unlessRefused(organization, () -> connector.events(grant, organization.ref(), left)).stream()
                        .flatMap(page -> page.items().stream())
                        .forEach(event -> told.put(event.ref(), event));
            }
        }
        told.keySet().retainAll(remotes);
        return List.copyOf(told.values());
    }

    /** A page of organizations; the account in place of an empty list. */
    private Page<RemoteSubject> list(Cursor after) {
        requests++;
        Page<RemoteSubject> page = connector.organizations(grant, after);
        boolean belongsToNone = after.equals(Cursor.START)
                && page.items().isEmpty()
                && page.next().isEmpty();
        return belongsToNone
                ? new Page<>(
                        List.of(subject(
                                RemoteId.of(grant.account().id()),
                                grant.account().label())),
                        Optional.empty())
                : page;
    }

    /** A page of an organization's events; empty if it refuses. */
    private Optional<Page<RemoteSubject>> events(RemoteSubject organization, Cursor after) {
        return unlessRefused(organization, () -> connector.events(grant, organization.ref(), after));
    }

    private Optional<Page<RemoteSubject>> unlessRefused(
            RemoteSubject organization, Supplier<Page<RemoteSubject>> request) {
        requests++;
        try {
            return Optional.of(request.get());
        } catch (ProviderException failed) {
            if (!REFUSALS.contains(failed.kind())) {
                throw failed;
            }
            String name = organization.title();
            refused.add(name.isEmpty() ? organization.ref().id().value() : name);
            return Optional.empty();
        }
    }

    /** Where a list goes on; a place that leads back to itself ends it. */
    private static Optional<Cursor> moreThan(Cursor asked, Page<RemoteSubject> page) {
        return page.next().filter(next -> !next.equals(asked));
    }

    private static Optional<Cursor> next(CandidatePlace at, Page<RemoteSubject> organizations) {
        boolean isLast = at.index() >= organizations.items().size()
                && moreThan(at.organizations(), organizations).isEmpty();
        return isLast ? Optional.empty() : Optional.of(at.cursor());
    }

    private boolean isAccountId(RemoteId id) {
        return id.value().equals(grant.account().id());
    }

    private static RemoteSubject subject(RemoteId id, String title) {
        return RemoteSubject.builder()
                .ref(new RemoteRef(SubjectKind.CHANNEL, id))
                .title(title)
                .build();
    }
}
