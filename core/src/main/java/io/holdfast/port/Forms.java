package io.holdfast.port;

import static io.holdfast.port.Format.FLAG;
import static io.holdfast.port.Format.INSTANT;
import static io.holdfast.port.Format.INT;
import static io.holdfast.port.Format.LONG;
import static io.holdfast.port.Format.MAYBE_LONG;
import static io.holdfast.port.Format.TEXT;
import static io.holdfast.port.Format.ZONE;
import static io.holdfast.port.Format.name;
import static io.holdfast.port.Format.text;
import static io.holdfast.port.Listed.listed;
import static io.holdfast.port.Listed.pairs;
import static io.holdfast.port.Listed.sorted;
import static io.holdfast.port.Maybe.maybe;
import static io.holdfast.port.Part.part;

import io.holdfast.model.Account;
import io.holdfast.model.Actor;
import io.holdfast.model.Admission;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.Cursor;
import io.holdfast.model.EndGuard;
import io.holdfast.model.FailureKind;
import io.holdfast.model.FanOut;
import io.holdfast.model.Feed;
import io.holdfast.model.HeldBack;
import io.holdfast.model.Hints;
import io.holdfast.model.Integration;
import io.holdfast.model.IntegrationId;
import io.holdfast.model.LastRun;
import io.holdfast.model.Lease;
import io.holdfast.model.Leftovers;
import io.holdfast.model.Looks;
import io.holdfast.model.ProviderId;
import io.holdfast.model.Read;
import io.holdfast.model.RefreshClaim;
import io.holdfast.model.RefreshTrouble;
import io.holdfast.model.Rejected;
import io.holdfast.model.Remembered;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SecondLook;
import io.holdfast.model.SecretRef;
import io.holdfast.model.Severance;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.Suspicion;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.Trouble;
import io.holdfast.model.Vouch;
import io.holdfast.model.Watermarks;
import io.holdfast.model.WorkspaceId;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.Visible;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Every name of the stored texts. Frozen: a name is never taken away, and never given another meaning. */
final class Forms {
    private static final Format<SyncLinkId> LINK_ID = text("a link id", SyncLinkId::of, SyncLinkId::value);
    private static final Format<IntegrationId> INTEGRATION_ID =
            text("an integration id", IntegrationId::of, IntegrationId::value);
    private static final Format<WorkspaceId> WORKSPACE = text("a workspace id", WorkspaceId::of, WorkspaceId::value);
    private static final Format<ProviderId> PROVIDER = text("a provider id", ProviderId::of, ProviderId::value);
    private static final Format<RemoteId> REMOTE_ID = text("a remote id", RemoteId::of, RemoteId::value);
    private static final Format<AttendeeId> ATTENDEE_ID = text("an attendee id", AttendeeId::of, AttendeeId::value);
    private static final Format<SecretRef> SECRET = text("a secret reference", SecretRef::of, SecretRef::value);
    private static final Format<Cursor> CURSOR = text("a cursor", Forms::cursor, Cursor::value);

    private static final Shape<RemoteRef> REMOTE_REF = Parts.of(
            part("kind", name(SubjectKind.class), RemoteRef::kind),
            part("id", REMOTE_ID, RemoteRef::id),
            RemoteRef::of);

    private static final Shape<SyncLink.Key> KEY = Parts.of(
            part("workspace", WORKSPACE, SyncLink.Key::workspace),
            part("provider", PROVIDER, SyncLink.Key::provider),
            part("remote", REMOTE_REF, SyncLink.Key::remote),
            SyncLink.Key::of);

    private static final Shape<SyncLink.Binding> BINDING = Parts.of(
            part("integration", INTEGRATION_ID, SyncLink.Binding::integration),
            part("connection", LONG, SyncLink.Binding::connection),
            SyncLink.Binding::of);

    private static final Shape<SyncSubject> SUBJECT = Parts.of(
            part("kind", name(SubjectKind.class), SyncSubject::kind),
            part("id", TEXT, SyncSubject::id),
            Forms::subject);

    private static final Shape<SyncFailure> FAILURE = Parts.of(
            part("kind", name(FailureKind.class), SyncFailure::kind),
            part("reference", TEXT, SyncFailure::reference),
            part("providerRequest", maybe(TEXT), SyncFailure::providerRequest),
            part("message", TEXT, SyncFailure::message),
            part("at", INSTANT, SyncFailure::at),
            SyncFailure::stored);

    private static final Shape<Hints> HINTS = Parts.of(
            part("all", FLAG, Hints::all),
            part("named", sorted(ATTENDEE_ID, AttendeeId::value), Hints::named),
            Forms::hints);

    private static final Shape<Lease> LEASE =
            Parts.of(part("owner", TEXT, Lease::owner), part("until", INSTANT, Lease::until), Lease::of);

    private static final Shape<Read> READ = Parts.of(part("since", maybe(INSTANT), Read::since), Forms::read);

    private static final Shape<Tally> TALLY = Form.of(Tally::builder, Tally.Builder::build)
            .with("added", LONG, Tally::added, Tally.Builder::added)
            .with("updated", LONG, Tally::updated, Tally.Builder::updated)
            .with("unchanged", LONG, Tally::unchanged, Tally.Builder::unchanged)
            .with("skipped", LONG, Tally::skipped, Tally.Builder::skipped)
            .with("rejected", LONG, Tally::rejected, Tally.Builder::rejected)
            .with("expected", MAYBE_LONG, Tally::expected, Tally.Builder::expected);

    private static final Shape<EndGuard> GUARD = Parts.of(
            part("pages", LONG, EndGuard::pages),
            part("emptyInARow", INT, EndGuard::emptyInARow),
            part("anchor", CURSOR, EndGuard::anchor),
            part("anchorPage", LONG, EndGuard::anchorPage),
            EndGuard::stored);

    private static final Shape<Checkpoint> CHECKPOINT = Form.of(Checkpoint::builder, Checkpoint.Builder::build)
            .with("form", INT, Checkpoint::form, Checkpoint.Builder::form)
            .with("read", READ, Checkpoint::read, Checkpoint.Builder::read)
            .with("walk", LONG, Checkpoint::walk, Checkpoint.Builder::walk)
            .with("begunAt", INSTANT, Checkpoint::begunAt, Checkpoint.Builder::begunAt)
            .with("asOf", INSTANT, Checkpoint::asOf, Checkpoint.Builder::asOf)
            .with("cursor", maybe(CURSOR), Checkpoint::cursor, Checkpoint.Builder::cursor)
            .with("tally", TALLY, Checkpoint::tally, Checkpoint.Builder::tally)
            .with("guard", GUARD, Checkpoint::guard, Checkpoint.Builder::guard)
            .with("takenAt", INSTANT, Checkpoint::takenAt, Checkpoint.Builder::takenAt);

    private static final Shape<SyncRun> RUN = Form.of(SyncRun::builder, SyncRun.Builder::build)
            .with("id", LONG, SyncRun::id, SyncRun.Builder::id)
            .with("kind", name(SyncRun.Kind.class), SyncRun::kind, SyncRun.Builder::kind)
            .with("urgency", name(SyncRun.Urgency.class), SyncRun::urgency, SyncRun.Builder::urgency)
            .with("attempt", INT, SyncRun::attempt, SyncRun.Builder::attempt)
            .with("failures", INT, SyncRun::failures, SyncRun.Builder::failures)
            .with("due", INSTANT, SyncRun::due, SyncRun.Builder::due)
            .with("waitsFor", name(SyncRun.Wait.class), SyncRun::waitsFor, SyncRun.Builder::waitsFor)
            .with("lease", maybe(LEASE), SyncRun::lease, SyncRun.Builder::lease)
            .with("checkpoint", maybe(CHECKPOINT), SyncRun::checkpoint, SyncRun.Builder::checkpoint)
            .with("furthest", LONG, SyncRun::furthest, SyncRun.Builder::furthest)
            .with("lastFailure", maybe(FAILURE), SyncRun::lastFailure, SyncRun.Builder::lastFailure)
            .with("goneSince", maybe(INSTANT), SyncRun::goneSince, SyncRun.Builder::goneSince)
            .with("hints", maybe(HINTS), SyncRun::hints, SyncRun.Builder::hints)
            .with("startedAt", maybe(INSTANT), SyncRun::startedAt, SyncRun.Builder::startedAt);

    private static final Shape<HeldBack> HELD_BACK = Parts.of(
            part("walk", LONG, HeldBack::walk),
            part("unseen", LONG, HeldBack::unseen),
            part("present", LONG, HeldBack::present),
            part("until", INSTANT, HeldBack::until),
            HeldBack::of);

    private static final Shape<Remembered> REMEMBERED = Parts.of(
            part("change", maybe(HINTS), Remembered::change),
            part("resyncWanted", FLAG, Remembered::resyncWanted),
            part("heldBack", maybe(HELD_BACK), Remembered::heldBack),
            Remembered::of);

    private static final Shape<SecondLook> SECOND_LOOK =
            Parts.of(part("at", INSTANT, SecondLook::at), part("hints", HINTS, SecondLook::hints), SecondLook::of);

    private static final Shape<Looks> LOOKS = Parts.of(
            part("pollAt", maybe(INSTANT), Looks::pollAt),
            part("walkAt", maybe(INSTANT), Looks::walkAt),
            part("second", maybe(SECOND_LOOK), Looks::second),
            Looks::of);

    private static final Shape<Trouble> TROUBLE = Form.of(Trouble::builder, Trouble.Builder::build)
            .with("since", INSTANT, Trouble::since, Trouble.Builder::since)
            .with("failedRuns", INT, Trouble::failedRuns, Trouble.Builder::failedRuns)
            .with("last", FAILURE, Trouble::last, Trouble.Builder::last)
            .with("recoveriesUsed", INT, Trouble::recoveriesUsed, Trouble.Builder::recoveriesUsed)
            .with("healAt", maybe(INSTANT), Trouble::healAt, Trouble.Builder::healAt);

    private static final Shape<Watermarks> WATERMARKS = Parts.of(
            part("last", maybe(INSTANT), Watermarks::last),
            part("before", maybe(INSTANT), Watermarks::before),
            Forms::watermarks);

    private static final Shape<RemoteSubject> REMOTE_SUBJECT = Form.of(
                    RemoteSubject::builder, RemoteSubject.Builder::build)
            .with("ref", REMOTE_REF, RemoteSubject::ref, RemoteSubject.Builder::ref)
            .with("title", TEXT, RemoteSubject::title, RemoteSubject.Builder::title)
            .with("startsAt", maybe(INSTANT), RemoteSubject::startsAt, RemoteSubject.Builder::startsAt)
            .with("endsAt", maybe(INSTANT), RemoteSubject::endsAt, RemoteSubject.Builder::endsAt)
            .with("zone", maybe(ZONE), RemoteSubject::zone, RemoteSubject.Builder::zone)
            .with("providerState", maybe(TEXT), RemoteSubject::providerState, RemoteSubject.Builder::providerState)
            .with("cancelled", FLAG, RemoteSubject::cancelled, RemoteSubject.Builder::cancelled)
            .with("attendees", MAYBE_LONG, RemoteSubject::attendees, RemoteSubject.Builder::attendees)
            .with("importable", FLAG, RemoteSubject::importable, RemoteSubject.Builder::importable);

    private static final Shape<RemoteFacts> REMOTE_FACTS = Parts.of(
            part("subject", REMOTE_SUBJECT, RemoteFacts::subject),
            part("feed", name(Feed.class), RemoteFacts::feed),
            part("readAt", INSTANT, RemoteFacts::readAt),
            RemoteFacts::of);

    private static final Shape<Rejected> REJECTED = Parts.of(
            part("key", TEXT, Rejected::key),
            part("code", TEXT, Rejected::code),
            part("message", TEXT, Rejected::message),
            Rejected::of);

    private static final Shape<LastRun> LAST_RUN = Form.of(LastRun::builder, LastRun.Builder::build)
            .with("kind", name(SyncRun.Kind.class), LastRun::kind, LastRun.Builder::kind)
            .with("startedAt", INSTANT, LastRun::startedAt, LastRun.Builder::startedAt)
            .with("endedAt", INSTANT, LastRun::endedAt, LastRun.Builder::endedAt)
            .with("tally", TALLY, LastRun::tally, LastRun.Builder::tally)
            .with("sample", listed(REJECTED), LastRun::sample, LastRun.Builder::sample)
            .with("failure", maybe(FAILURE), LastRun::failure, LastRun.Builder::failure);

    private static final Shape<Account> ACCOUNT =
            Parts.of(part("id", TEXT, Account::id), part("label", TEXT, Account::label), Account::of);

    /** The word for a severed integration is older than its name. */
    private static final Format<Integration.Status> STATUS = new Format<>(
            "one of [CONNECTED, SEVERED]",
            text -> text.equals("SEVERED") ? Integration.Status.DISCONNECTED : Integration.Status.valueOf(text),
            status -> status == Integration.Status.DISCONNECTED ? "SEVERED" : status.name(),
            true,
            true);

    private static final Shape<Severance> SEVERANCE = Parts.of(
            part("cause", name(Severance.Cause.class), Severance::cause),
            part("at", INSTANT, Severance::at),
            Severance::of);

    private static final Shape<RefreshClaim> CLAIM = Form.of(RefreshClaim::builder, RefreshClaim.Builder::build)
            .with("lease", LEASE, RefreshClaim::lease, RefreshClaim.Builder::lease)
            .with("next", SECRET, RefreshClaim::next, RefreshClaim.Builder::next)
            .with("takenOver", FLAG, RefreshClaim::takenOver, RefreshClaim.Builder::takenOver)
            .with("refusedAt", maybe(INSTANT), RefreshClaim::refusedAt, RefreshClaim.Builder::refusedAt);

    private static final Shape<RefreshTrouble> REFRESH_TROUBLE = Parts.of(
            part("kind", name(RefreshTrouble.Kind.class), RefreshTrouble::kind),
            part("since", INSTANT, RefreshTrouble::since),
            part("failures", INT, RefreshTrouble::failures),
            RefreshTrouble::of);

    private static final Shape<Suspicion> SUSPICION = Form.of(Suspicion::builder, Suspicion.Builder::build)
            .with("since", INSTANT, Suspicion::since, Suspicion.Builder::since)
            .with("askAt", INSTANT, Suspicion::askAt, Suspicion.Builder::askAt)
            .with("refusedAt", maybe(INSTANT), Suspicion::refusedAt, Suspicion.Builder::refusedAt)
            .with("beingAsked", FLAG, Suspicion::beingAsked, Suspicion.Builder::beingAsked)
            .with("drawerEmpty", FLAG, Suspicion::drawerEmpty, Suspicion.Builder::drawerEmpty)
            .with("unanswered", INT, Suspicion::unanswered, Suspicion.Builder::unanswered);

    private static final Shape<Vouch> VOUCH = Parts.of(
            part("askedAt", INSTANT, Vouch::askedAt),
            part("calmUntil", INSTANT, Vouch::calmUntil),
            part("times", INT, Vouch::times),
            part("sold", FLAG, Vouch::sold),
            Vouch::of);

    private static final Shape<FanOut> FAN_OUT = Parts.of(
            part("upToConnection", LONG, FanOut::upToConnection),
            part("at", CURSOR, FanOut::at),
            part("due", INSTANT, FanOut::due),
            part("leftSomeOut", FLAG, FanOut::leftSomeOut),
            part("failures", INT, FanOut::failures),
            FanOut::of);

    private static final Shape<Leftovers> LEFTOVERS = Parts.of(
            part("drawers", sorted(SECRET, SecretRef::value), Leftovers::drawers),
            part("due", INSTANT, Leftovers::due),
            Leftovers::of);

    private static final Shape<Actor> ACTOR =
            Parts.of(part("kind", name(Actor.Kind.class), Actor::kind), part("id", TEXT, Actor::id), Forms::actor);

    private static final Shape<Visible> VISIBLE = Parts.of(
            part("phase", name(SyncPhase.class), Visible::phase),
            part("binding", BINDING, Visible::binding),
            part("suspended", FLAG, Visible::suspended),
            part("trouble", maybe(TROUBLE), Visible::trouble),
            Visible::stored);

    private static final Shape<Admission> ADMISSION = Form.of(Admission::builder, Admission.Builder::build)
            .with("id", TEXT, Admission::id, Admission.Builder::id)
            .with("ticketClass", maybe(TEXT), Admission::ticketClass, Admission.Builder::ticketClass)
            .with("barcode", maybe(TEXT), Admission::barcode, Admission.Builder::barcode)
            .with("checkedIn", FLAG, Admission::checkedIn, Admission.Builder::checkedIn)
            .with("checkedInAt", maybe(INSTANT), Admission::checkedInAt, Admission.Builder::checkedInAt);

    static final Form<SyncLink, SyncLink.Builder> LINK = Form.of(SyncLink::builder, SyncLink.Builder::build)
            .with("id", LINK_ID, SyncLink::id, SyncLink.Builder::id)
            .with("version", LONG, SyncLink::version, SyncLink.Builder::version)
            .with("key", KEY, SyncLink::key, SyncLink.Builder::key)
            .with("subject", SUBJECT, SyncLink::subject, SyncLink.Builder::subject)
            .with("binding", BINDING, SyncLink::binding, SyncLink.Builder::binding)
            .with("phase", name(SyncPhase.class), SyncLink::phase, SyncLink.Builder::phase)
            .with("since", INSTANT, SyncLink::since, SyncLink.Builder::since)
            .with("fence", LONG, SyncLink::fence, SyncLink.Builder::fence)
            .with("suspended", FLAG, SyncLink::suspended, SyncLink.Builder::suspended)
            .with("importedAt", maybe(INSTANT), SyncLink::importedAt, SyncLink.Builder::importedAt)
            .with("provenAt", maybe(INSTANT), SyncLink::provenAt, SyncLink.Builder::provenAt)
            .with("run", maybe(RUN), SyncLink::run, SyncLink.Builder::run)
            .with("remembered", REMEMBERED, SyncLink::remembered, SyncLink.Builder::remembered)
            .with("looks", LOOKS, SyncLink::looks, SyncLink.Builder::looks)
            .with("trouble", maybe(TROUBLE), SyncLink::trouble, SyncLink.Builder::trouble)
            .with("watermarks", WATERMARKS, SyncLink::watermarks, SyncLink.Builder::watermarks)
            .with("remote", maybe(REMOTE_FACTS), SyncLink::remote, SyncLink.Builder::remote)
            .with("lastRun", maybe(LAST_RUN), SyncLink::lastRun, SyncLink.Builder::lastRun);

    static final Form<Integration, Integration.Builder> INTEGRATION = Form.of(
                    Integration::builder, Integration.Builder::build)
            .with("id", INTEGRATION_ID, Integration::id, Integration.Builder::id)
            .with("version", LONG, Integration::version, Integration.Builder::version)
            .with("workspace", WORKSPACE, Integration::workspace, Integration.Builder::workspace)
            .with("provider", PROVIDER, Integration::provider, Integration.Builder::provider)
            .with("account", ACCOUNT, Integration::account, Integration.Builder::account)
            .with("status", STATUS, Integration::status, Integration.Builder::status)
            .with("connection", LONG, Integration::connection, Integration.Builder::connection)
            .with("credentialVersion", LONG, Integration::credentialVersion, Integration.Builder::credentialVersion)
            .with("credential", maybe(SECRET), Integration::credential, Integration.Builder::credential)
            .with("connectedAt", INSTANT, Integration::connectedAt, Integration.Builder::connectedAt)
            .with("expiresAt", maybe(INSTANT), Integration::expiresAt, Integration.Builder::expiresAt)
            .with("severance", maybe(SEVERANCE), Integration::severance, Integration.Builder::severance)
            .with("refreshAt", maybe(INSTANT), Integration::refreshAt, Integration.Builder::refreshAt)
            .with("claim", maybe(CLAIM), Integration::claim, Integration.Builder::claim)
            .with(
                    "refreshTrouble",
                    maybe(REFRESH_TROUBLE),
                    Integration::refreshTrouble,
                    Integration.Builder::refreshTrouble)
            .with("suspicion", maybe(SUSPICION), Integration::suspicion, Integration.Builder::suspicion)
            .with("vouch", maybe(VOUCH), Integration::vouch, Integration.Builder::vouch)
            .with("fanOut", maybe(FAN_OUT), Integration::fanOut, Integration.Builder::fanOut)
            .with("quietUntil", maybe(INSTANT), Integration::quietUntil, Integration.Builder::quietUntil)
            .with("leftovers", maybe(LEFTOVERS), Integration::leftovers, Integration.Builder::leftovers);

    static final Form<TransitionRecord, TransitionRecord.Builder> RECORD = Form.of(
                    TransitionRecord::builder, TransitionRecord.Builder::build)
            .with("link", LINK_ID, TransitionRecord::link, TransitionRecord.Builder::link)
            .with("version", LONG, TransitionRecord::version, TransitionRecord.Builder::version)
            .with("at", INSTANT, TransitionRecord::at, TransitionRecord.Builder::at)
            .with(
                    "trigger",
                    maybe(name(TriggerKind.class)),
                    TransitionRecord::trigger,
                    TransitionRecord.Builder::trigger)
            .with("reason", TEXT, TransitionRecord::reason, TransitionRecord.Builder::reason)
            .with("actor", maybe(ACTOR), TransitionRecord::actor, TransitionRecord.Builder::actor)
            .with("before", maybe(VISIBLE), TransitionRecord::before, TransitionRecord.Builder::before)
            .with("after", VISIBLE, TransitionRecord::after, TransitionRecord.Builder::after);

    static final Form<Attendee, Attendee.Builder> ATTENDEE = Form.of(Attendee::builder, Attendee.Builder::build)
            .with("id", ATTENDEE_ID, Attendee::id, Attendee.Builder::id)
            .with("givenName", maybe(TEXT), Attendee::givenName, Attendee.Builder::givenName)
            .with("familyName", maybe(TEXT), Attendee::familyName, Attendee.Builder::familyName)
            .with("name", maybe(TEXT), Attendee::name, Attendee.Builder::name)
            .with("email", maybe(TEXT), Attendee::email, Attendee.Builder::email)
            .with("phone", maybe(TEXT), Attendee::phone, Attendee.Builder::phone)
            .with("company", maybe(TEXT), Attendee::company, Attendee.Builder::company)
            .with("jobTitle", maybe(TEXT), Attendee::jobTitle, Attendee.Builder::jobTitle)
            .with("attendance", name(Attendance.class), Attendee::attendance, Attendee.Builder::attendance)
            .with("providerStatus", maybe(TEXT), Attendee::providerStatus, Attendee.Builder::providerStatus)
            .with("placeholder", FLAG, Attendee::placeholder, Attendee.Builder::placeholder)
            .with("admissions", listed(ADMISSION), Attendee::admissions, Attendee.Builder::admissions)
            .with("answers", pairs("question", "answer"), Attendee::answers, Attendee.Builder::answers)
            .with("changedAt", maybe(INSTANT), Attendee::changedAt, Attendee.Builder::changedAt);

    private Forms() {}

    private static Cursor cursor(String value) {
        return value.isEmpty() ? Cursor.START : Cursor.of(value);
    }

    private static SyncSubject subject(SubjectKind kind, String id) {
        return switch (kind) {
            case EVENT -> SyncSubject.event(id);
            case CHANNEL -> SyncSubject.channel(id);
        };
    }

    private static Hints hints(boolean all, Set<AttendeeId> named) {
        if (all && !named.isEmpty()) {
            throw new IllegalArgumentException("expected no named attendee beside all changes");
        }
        return all ? Hints.ALL : Hints.of(named);
    }

    private static Read read(Optional<Instant> since) {
        return since.map(Read::changesSince).orElse(Read.WALK);
    }

    private static Watermarks watermarks(Optional<Instant> last, Optional<Instant> before) {
        if (last.isEmpty() && before.isPresent()) {
            throw new IllegalArgumentException("expected a last watermark beside the one before it");
        }
        Watermarks first = before.map(Watermarks.NONE::advancedTo).orElse(Watermarks.NONE);
        return last.map(first::advancedTo).orElse(first);
    }

    private static Actor actor(Actor.Kind kind, String id) {
        if (kind == Actor.Kind.MEMBER) {
            return Actor.member(id);
        }
        if (!id.equals(Actor.HOST.id())) {
            throw new IllegalArgumentException("expected the one host as an actor of kind " + kind);
        }
        return Actor.HOST;
    }
}
