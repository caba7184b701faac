package io.holdfast.engine;

import io.holdfast.engine.credential.CredentialKeeper;
import io.holdfast.engine.gateway.Gateway;
import io.holdfast.model.Actor;
import io.holdfast.model.Attendee;
import io.holdfast.model.Command;
import io.holdfast.model.Cursor;
import io.holdfast.model.ImportMode;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.Page;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Statistics;
import io.holdfast.model.StoredRow;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.UnknownIdException;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.AttendeeQuery;
import io.holdfast.port.AttendeeStore;
import io.holdfast.port.SyncLinkStore;
import io.holdfast.presentation.ReconnectDialog;
import io.holdfast.presentation.StatusView;
import io.holdfast.presentation.SubjectView;
import io.holdfast.recovery.Explanation;
import io.holdfast.recovery.RecoveryPlan;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.UserRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person can ask of links, on behalf of one actor. */
record LinkCommands(
        Gateway gateway,
        CredentialKeeper credentials,
        SyncLinkStore links,
        AttendeeStore attendees,
        LinkViews views,
        CommandGate gate,
        Actor actor,
        InstantSource time,
        LongSupplier ticker)
        implements Links {
    private static final int PAGE = 500;

    @Override
    public Outcome<SyncLink> importSubject(
            WorkspaceId workspace, SyncSubject subject, IntegrationId integration, RemoteId remote, ImportMode mode) {
        return gate.pass(Command.IMPORT, workspace, () -> {
            Integration from = gateway.integrations().load(integration);
            return new Importing(gateway, credentials, mode, actor, time).begin(workspace, subject, from, remote);
        });
    }

    @Override
    public SyncLink get(SyncLinkId link) {
        return viewed(link);
    }

    @Override
    public List<SyncLink> of(WorkspaceId workspace, SyncSubject subject) {
        gate.require(Command.VIEW, workspace);
        return gateway.readable().links(links.of(workspace, subject));
    }

    @Override
    public StatusView view(SyncLinkId link) {
        return views.view(viewed(link));
    }

    @Override
    public Optional<SubjectView> subjectView(WorkspaceId workspace, SyncSubject subject) {
        return Optional.of(views.views(of(workspace, subject)))
                .filter(found -> !found.isEmpty())
                .map(SubjectView::new);
    }

    @Override
    public Page<StatusView> views(WorkspaceId workspace, Cursor after, int limit) {
        gate.require(Command.VIEW, workspace);
        Page<StoredRow<SyncLinkId, SyncLink>> page = links.of(workspace, after, Math.min(limit, PAGE));
        return new Page<>(views.views(gateway.readable().links(page.items())), page.next());
    }

    @Override
    public Map<SyncLinkId, StatusView> views(Set<SyncLinkId> ids) {
        List<SyncLinkId> all = List.copyOf(ids);
        List<List<SyncLink>> pages = IntStream.range(0, (all.size() + PAGE - 1) / PAGE)
                .mapToObj(page -> Set.copyOf(all.subList(page * PAGE, Math.min((page + 1) * PAGE, all.size()))))
                .map(page -> gateway.readable().links(links.load(page)))
                .toList();
        pages.stream()
                .flatMap(List::stream)
                .map(link -> link.key().workspace())
                .distinct()
                .forEach(workspace -> gate.require(Command.VIEW, workspace));
        return pages.stream()
                .flatMap(page -> views.views(page).stream())
                .collect(Collectors.toMap(StatusView::link, Function.identity()));
    }

    @Override
    public Explanation explain(SyncLinkId link) {
        return views.explain(viewed(link));
    }

    @Override
    public RecoveryPlan plan(SyncLinkId link) {
        return views.plan(viewed(link));
    }

    @Override
    public ReconnectDialog dialog(SyncLinkId link) {
        return views.dialog(viewed(link));
    }

    @Override
    public ReconnectDialog.Choice consider(SyncLinkId id, IntegrationId integration) {
        SyncLink link = gateway.links().load(id);
        gate.require(Command.VIEW_CANDIDATES, link.key().workspace());
        ReconnectDialog dialog = views.dialog(link);
        ReconnectDialog.Choice chosen =
                dialog.choice(integration).orElseThrow(() -> UnknownIdException.integration(integration));
        return chosen.standing() == ReconnectDialog.Standing.OTHER && chosen.selectable()
                ? dialog.asked(
                        chosen, new Reconnecting(gateway, credentials, requests(), actor).sees(link, integration))
                : chosen;
    }

    @Override
    public Page<TransitionRecord> history(SyncLinkId link, Cursor after, int limit) {
        return links.history(viewed(link).id(), after, limit);
    }

    @Override
    public Page<Attendee> attendees(SyncLinkId link, Cursor after, int limit) {
        gate.require(Command.VIEW_ATTENDEES, gateway.links().load(link).key().workspace());
        if (attendees instanceof AttendeeQuery query) {
            return query.attendees(link, after, limit);
        }
        throw new UnsupportedOperationException("link " + link.value() + ": expected an attendee store that implements "
                + "AttendeeQuery but found " + attendees.getClass().getName() + "; read the host's own table");
    }

    @Override
    public Optional<Statistics> statistics(SyncLinkId link) {
        viewed(link);
        return attendees instanceof AttendeeQuery query ? Optional.of(query.statistics(link)) : Optional.empty();
    }

    @Override
    public StatusView await(SyncLinkId id, Duration atMost, Consumer<StatusView> progress) {
        gate.require(Command.VIEW, gateway.links().load(id).key().workspace());
        gate.requireOutside(Command.VIEW);
        return new ImportWatch(gateway, views, ticker).await(id, atMost, progress);
    }

    @Override
    public Outcome<SyncLink> retry(SyncLinkId link) {
        return requests().ask(link, Command.RETRY, new UserRequest.RetryRequested(actor));
    }

    @Override
    public Outcome<SyncLink> resync(SyncLinkId link) {
        return requests().ask(link, Command.RESYNC, new UserRequest.ResyncRequested(actor));
    }

    @Override
    public Outcome<SyncLink> resume(SyncLinkId link) {
        return requests().ask(link, Command.RESUME, new UserRequest.ResumeRequested(actor));
    }

    @Override
    public Outcome<SyncLink> suspend(SyncLinkId link) {
        Outcome<SyncLink> outcome = requests().ask(link, Command.SUSPEND, new UserRequest.SuspendRequested(actor));
        if (outcome.refusal().isEmpty()) {
            gateway.many().fence(List.of(outcome.orThrow()));
        }
        return outcome;
    }

    @Override
    public Outcome<SyncLink> applyRemovals(SyncLinkId link, long scan, long count) {
        return requests()
                .askAboutTheMissing(link, Command.APPLY_REMOVALS, new UserRequest.ApplyRemovals(actor, scan, count));
    }

    @Override
    public Outcome<SyncLink> keepAttendees(SyncLinkId link, long scan, long count) {
        return requests()
                .askAboutTheMissing(link, Command.KEEP_ATTENDEES, new UserRequest.KeepAttendees(actor, scan, count));
    }

    @Override
    public Outcome<SyncLink> changeImportMode(SyncLinkId id, ImportMode mode) {
        SyncLink link = gateway.links().load(id);
        return gate.pass(
                Command.CHANGE_IMPORT_MODE,
                link.key().workspace(),
                () -> Outcome.of(id, gateway.links().choose(id, mode, actor), Refusal.Code.NOT_NOW));
    }

    @Override
    public Outcome<SyncLink> reconnect(SyncLinkId link, IntegrationId to) {
        return rebind(link, to, Command.RECONNECT);
    }

    @Override
    public Outcome<SyncLink> move(SyncLinkId link, IntegrationId to) {
        return rebind(link, to, Command.MOVE);
    }

    /** The attendee store is told first, so that a worker that is on a page writes nothing after the link is gone. */
    @Override
    public Outcome<SyncLinkId> remove(SyncLinkId id) {
        SyncLink link = gateway.links().load(id);
        return gate.pass(Command.REMOVE, link.key().workspace(), () -> {
            gateway.many().removeForGood(List.of(link));
            return Outcome.changed(id, "the link is removed");
        });
    }

    private SyncLink viewed(SyncLinkId id) {
        SyncLink link = gateway.links().load(id);
        gate.require(Command.VIEW, link.key().workspace());
        return link;
    }

    LinkRequests requests() {
        return new LinkRequests(gateway, credentials, views, gate);
    }

    private Outcome<SyncLink> rebind(SyncLinkId id, IntegrationId to, Command command) {
        SyncLink link = gateway.links().load(id);
        return gate.pass(
                command,
                link.key().workspace(),
                () -> new Reconnecting(gateway, credentials, requests(), actor)
                        .rebind(link, gateway.integrations().load(to), command == Command.MOVE));
    }
}
