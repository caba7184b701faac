package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Checkpoint;
import io.holdfast.model.ConsistencyRecheck;
import io.holdfast.model.Feed;
import io.holdfast.model.Hints;
import io.holdfast.model.ImportMode;
import io.holdfast.model.ImportObstacle;
import io.holdfast.model.KeptPlace;
import io.holdfast.model.LastRun;
import io.holdfast.model.LinkBookkeeping;
import io.holdfast.model.NotTaken;
import io.holdfast.model.PaginationProgress;
import io.holdfast.model.PendingWork;
import io.holdfast.model.PollSchedule;
import io.holdfast.model.ReadMode;
import io.holdfast.model.Rejected;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SettledReads;
import io.holdfast.model.ShortReads;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncRun;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.Tally;
import io.holdfast.model.Watermarks;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The stored text of a link. Each name is frozen: it is never taken away, and never given another meaning. */
final class LinkCodecs {
    private static final Codec<SyncSubject> SUBJECT = TupleCodec.of(
            field("kind", word(SubjectKind.class), SyncSubject::kind),
            field("id", TEXT, SyncSubject::id),
            LinkCodecs::subject);

    private static final Codec<SyncLink.Key> KEY = TupleCodec.of(
            field("workspace", WORKSPACE, SyncLink.Key::workspace),
            field("provider", PROVIDER, SyncLink.Key::provider),
            field("remote", REMOTE_REF, SyncLink.Key::remote),
            field("subject", SUBJECT, SyncLink.Key::subject),
            SyncLink.Key::new);

    private static final Codec<Hints> HINTS = TupleCodec.of(
            field("all", FLAG, Hints::all), field("attendees", set(ATTENDEE_ID), Hints::named), LinkCodecs::hints);

    private static final Codec<Tally> TALLY = ObjectCodec.of(Tally::builder, Tally.Builder::build)
            .with("added", LONG, Tally::added, Tally.Builder::added)
            .with("updated", LONG, Tally::updated, Tally.Builder::updated)
            .with("unchanged", LONG, Tally::unchanged, Tally.Builder::unchanged)
            .with("skipped", LONG, Tally::skipped, Tally.Builder::skipped)
            .with("rejected", LONG, Tally::rejected, Tally.Builder::rejected)
            .with("nameless", LONG_OR_ZERO, Tally::nameless, Tally.Builder::nameless)
            .with("withheld", LONG_OR_ZERO, Tally::withheld, Tally.Builder::withheld)
            .with("expected", OPTIONAL_LONG, Tally::expected, Tally.Builder::expected);

    private static final Codec<PaginationProgress> PAGINATION = TupleCodec.of(
            field("pages", LONG, PaginationProgress::pages),
            field("emptyInARow", INT, PaginationProgress::emptyInARow),
            field("anchor", CURSOR, PaginationProgress::anchor),
            field("anchorPage", LONG, PaginationProgress::anchorPage),
            PaginationProgress::new);

    private static final Codec<Checkpoint> CHECKPOINT = ObjectCodec.of(Checkpoint::builder, Checkpoint.Builder::build)
            .with("form", INT, Checkpoint::form, Checkpoint.Builder::form)
            .with(
                    "changesSince",
                    optional(INSTANT).as(LinkCodecs::read, ReadMode::since),
                    Checkpoint::read,
                    Checkpoint.Builder::read)
            .with("scan", LONG, Checkpoint::scan, Checkpoint.Builder::scan)
            .with("settledFence", LONG_OR_ZERO, Checkpoint::settledFence, Checkpoint.Builder::settledFence)
            .with("begunAt", INSTANT, Checkpoint::begunAt, Checkpoint.Builder::begunAt)
            .with("asOf", INSTANT, Checkpoint::asOf, Checkpoint.Builder::asOf)
            .with("cursor", optional(CURSOR), Checkpoint::cursor, Checkpoint.Builder::cursor)
            .with("tally", TALLY, Checkpoint::tally, Checkpoint.Builder::tally)
            .with("pagination", PAGINATION, Checkpoint::guard, Checkpoint.Builder::guard)
            .with("takenAt", INSTANT, Checkpoint::takenAt, Checkpoint.Builder::takenAt);

    private static final Codec<ShortReads> SHORT_READS = TupleCodec.of(
            field("reads", INT, ShortReads::reads),
            field("alike", INT, ShortReads::alike),
            field("list", AbsenceCodecs.SHORT_LIST, ShortReads::list),
            ShortReads::new);

    private static final Codec<SyncRun> RUN = ObjectCodec.of(SyncRun::builder, SyncRun.Builder::build)
            .with("id", LONG, SyncRun::id, SyncRun.Builder::id)
            .with("kind", word(SyncRun.Kind.class), SyncRun::kind, SyncRun.Builder::kind)
            .with("urgency", word(SyncRun.Urgency.class), SyncRun::urgency, SyncRun.Builder::urgency)
            .with("attempt", INT, SyncRun::attempt, SyncRun.Builder::attempt)
            .with("failures", INT, SyncRun::failures, SyncRun.Builder::failures)
            .with("due", INSTANT, SyncRun::due, SyncRun.Builder::due)
            .with("waitsFor", word(SyncRun.Wait.class), SyncRun::waitsFor, SyncRun.Builder::waitsFor)
            .with("lease", optional(LEASE), SyncRun::lease, SyncRun.Builder::lease)
            .with("checkpoint", optional(CHECKPOINT), SyncRun::checkpoint, SyncRun.Builder::checkpoint)
            .with("furthestPage", LONG, SyncRun::furthest, SyncRun.Builder::furthest)
            .with("mostRows", LONG_OR_ZERO, SyncRun::mostRows, SyncRun.Builder::mostRows)
            .with("lastFailure", optional(FAILURE), SyncRun::lastFailure, SyncRun.Builder::lastFailure)
            .with("goneSince", optional(INSTANT), SyncRun::goneSince, SyncRun.Builder::goneSince)
            .with("hints", optional(HINTS), SyncRun::hints, SyncRun.Builder::hints)
            .with("startedAt", optional(INSTANT), SyncRun::startedAt, SyncRun.Builder::startedAt)
            .with("askedToWait", TIME, SyncRun::askedToWait, SyncRun.Builder::askedToWait)
            .with("placeRested", TIME, SyncRun::placeRested, SyncRun.Builder::placeRested)
            .with("progressedAt", optional(INSTANT), SyncRun::progressedAt, SyncRun.Builder::progressedAt)
            .with("shortReads", optional(SHORT_READS), SyncRun::shortReads, SyncRun.Builder::shortReads);

    private static final Codec<KeptPlace> PLACE = TupleCodec.of(
            field("checkpoint", CHECKPOINT, KeptPlace::checkpoint),
            field("furthestPage", LONG, KeptPlace::furthest),
            KeptPlace::new);

    private static final Codec<PendingWork> PENDING_WORK = TupleCodec.of(
            field("change", optional(HINTS), PendingWork::change),
            field("resyncWanted", FLAG, PendingWork::resyncWanted),
            PendingWork::new);

    private static final Codec<ConsistencyRecheck> RECHECK = TupleCodec.of(
            field("at", INSTANT, ConsistencyRecheck::at),
            field("hints", HINTS, ConsistencyRecheck::hints),
            field("afterwards", optional(HINTS), ConsistencyRecheck::afterwards),
            ConsistencyRecheck::new);

    private static final Codec<PollSchedule> POLL_SCHEDULE = TupleCodec.of(
            field("pollAt", optional(INSTANT), PollSchedule::pollAt),
            field("fullScanAt", optional(INSTANT), PollSchedule::fullScanAt),
            field("recheck", optional(RECHECK), PollSchedule::recheck),
            field("lookAt", optional(INSTANT), PollSchedule::lookAt),
            PollSchedule::new);

    private static final Codec<Watermarks> WATERMARKS = TupleCodec.of(
            field("last", optional(INSTANT), Watermarks::last),
            field("before", optional(INSTANT), Watermarks::before),
            field("readBackAt", optional(INSTANT), Watermarks::readBackAt),
            LinkCodecs::watermarks);

    private static final Codec<SettledReads.Mark> MARK = TupleCodec.of(
            field("fence", LONG, SettledReads.Mark::fence),
            field("at", INSTANT, SettledReads.Mark::at),
            SettledReads.Mark::new);

    private static final Codec<SettledReads> SETTLED_READS = TupleCodec.of(
            field("last", optional(MARK), SettledReads::last),
            field("before", optional(MARK), SettledReads::before),
            LinkCodecs::settledReads);

    private static final Codec<RemoteSubject> REMOTE_SUBJECT = ObjectCodec.of(
                    RemoteSubject::builder, RemoteSubject.Builder::build)
            .with("ref", REMOTE_REF, RemoteSubject::ref, RemoteSubject.Builder::ref)
            .with("title", TEXT, RemoteSubject::title, RemoteSubject.Builder::title)
            .with("startsAt", optional(INSTANT), RemoteSubject::startsAt, RemoteSubject.Builder::startsAt)
            .with("endsAt", optional(INSTANT), RemoteSubject::endsAt, RemoteSubject.Builder::endsAt)
            .with("zone", optional(ZONE), RemoteSubject::zone, RemoteSubject.Builder::zone)
            .with("venue", optional(TEXT), RemoteSubject::venue, RemoteSubject.Builder::venue)
            .with("providerState", optional(TEXT), RemoteSubject::providerState, RemoteSubject.Builder::providerState)
            .with("cancelled", FLAG, RemoteSubject::cancelled, RemoteSubject.Builder::cancelled)
            .with("attendees", OPTIONAL_LONG, RemoteSubject::attendees, RemoteSubject.Builder::attendees)
            .with("importable", FLAG, RemoteSubject::importable, RemoteSubject.Builder::importable)
            .with(
                    "obstacle",
                    optional(TEXT),
                    subject -> subject.obstacle().map(Enum::name),
                    (subject, name) -> subject.obstacle(name.map(ImportObstacle::named)));

    private static final Codec<RemoteFacts> REMOTE_FACTS = TupleCodec.of(
            field("subject", REMOTE_SUBJECT, RemoteFacts::subject),
            field("feed", word(Feed.class), RemoteFacts::feed),
            field("readAt", INSTANT, RemoteFacts::readAt),
            field("cancelledSince", optional(INSTANT), RemoteFacts::cancelledSince),
            RemoteFacts::new);

    private static final Codec<Rejected> REJECTED = TupleCodec.of(
            field("key", TEXT, Rejected::key),
            field("id", optional(ATTENDEE_ID), Rejected::id),
            field("code", TEXT, Rejected::code),
            field("message", TEXT, Rejected::message),
            Rejected::new);

    private static final Codec<LastRun> LAST_RUN = ObjectCodec.of(LastRun::builder, LastRun.Builder::build)
            .with("kind", word(SyncRun.Kind.class), LastRun::kind, LastRun.Builder::kind)
            .with("startedAt", INSTANT, LastRun::startedAt, LastRun.Builder::startedAt)
            .with("endedAt", INSTANT, LastRun::endedAt, LastRun.Builder::endedAt)
            .with("tally", TALLY, LastRun::tally, LastRun.Builder::tally)
            .with("sample", list(REJECTED), LastRun::sample, LastRun.Builder::sample)
            .with("failure", optional(FAILURE), LastRun::failure, LastRun.Builder::failure);

    private static final Codec<NotTaken> NOT_TAKEN = TupleCodec.of(
            field("rows", LONG, NotTaken::rows),
            field("nameless", LONG, NotTaken::nameless),
            field("of", LONG, NotTaken::of),
            field("codes", list(TEXT), NotTaken::codes),
            NotTaken::new);

    private static final Codec<LinkBookkeeping> BOOKKEEPING = ObjectCodec.of(
                    LinkBookkeeping::builder, LinkBookkeeping.Builder::build)
            .with("fence", LONG, LinkBookkeeping::fence, LinkBookkeeping.Builder::fence)
            .with("pendingWork", PENDING_WORK, LinkBookkeeping::pendingWork, LinkBookkeeping.Builder::pendingWork)
            .with("absences", AbsenceCodecs.ABSENCES, LinkBookkeeping::absences, LinkBookkeeping.Builder::absences)
            .with("pollSchedule", POLL_SCHEDULE, LinkBookkeeping::polls, LinkBookkeeping.Builder::polls)
            .with(
                    "promisedInterval",
                    optional(DURATION),
                    LinkBookkeeping::promisedInterval,
                    LinkBookkeeping.Builder::promisedInterval)
            .with("watermarks", WATERMARKS, LinkBookkeeping::watermarks, LinkBookkeeping.Builder::watermarks)
            .with(
                    "settledReads",
                    optional(SETTLED_READS)
                            .as(
                                    marks -> marks.orElse(SettledReads.NONE),
                                    marks -> Optional.of(marks).filter(some -> !some.equals(SettledReads.NONE))),
                    LinkBookkeeping::settledReads,
                    LinkBookkeeping.Builder::settledReads)
            .with("notTaken", optional(NOT_TAKEN), LinkBookkeeping::notTaken, LinkBookkeeping.Builder::notTaken)
            .with("place", optional(PLACE), LinkBookkeeping::place, LinkBookkeeping.Builder::place)
            .with("repeatsScan", OPTIONAL_FLAG, LinkBookkeeping::repeatsScan, LinkBookkeeping.Builder::repeatsScan)
            .with(
                    "readAgainSince",
                    optional(INSTANT),
                    LinkBookkeeping::readAgainSince,
                    LinkBookkeeping.Builder::readAgainSince);

    static final ObjectCodec<SyncLink, SyncLink.Builder> LINK = whole(
                    "link", ObjectCodec.of(SyncLink::builder, SyncLink.Builder::build))
            .with("id", LINK_ID, SyncLink::id, SyncLink.Builder::id)
            .with("version", LONG, SyncLink::version, SyncLink.Builder::version)
            .with("key", KEY, SyncLink::key, SyncLink.Builder::key)
            .with("binding", BINDING, SyncLink::binding, SyncLink.Builder::binding)
            .with("phase", word(SyncPhase.class), SyncLink::phase, SyncLink.Builder::phase)
            .with("since", INSTANT, SyncLink::since, SyncLink.Builder::since)
            .with("suspended", FLAG, SyncLink::suspended, SyncLink.Builder::suspended)
            .with(
                    "importMode",
                    optional(word(ImportMode.class))
                            .as(
                                    mode -> mode.orElse(ImportMode.UPDATE_EXISTING),
                                    mode -> Optional.of(mode).filter(ImportMode.KEEP_EXISTING::equals)),
                    SyncLink::importMode,
                    SyncLink.Builder::importMode)
            .with("importedAt", optional(INSTANT), SyncLink::importedAt, SyncLink.Builder::importedAt)
            .with("provenAt", optional(INSTANT), SyncLink::provenAt, SyncLink.Builder::provenAt)
            .with("run", optional(RUN), SyncLink::run, SyncLink.Builder::run)
            .with("incident", optional(INCIDENT), SyncLink::incident, SyncLink.Builder::incident)
            .with("remote", optional(REMOTE_FACTS), SyncLink::remote, SyncLink.Builder::remote)
            .with("lastRun", optional(LAST_RUN), SyncLink::lastRun, SyncLink.Builder::lastRun)
            .with("decidedAt", LONG_AGO, SyncLink::decidedAt, SyncLink.Builder::decidedAt)
            .with("bookkeeping", BOOKKEEPING, SyncLink::bookkeeping, SyncLink.Builder::bookkeeping);

    private LinkCodecs() {}

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

    private static SettledReads settledReads(Optional<SettledReads.Mark> last, Optional<SettledReads.Mark> before) {
        if (last.isEmpty()) {
            throw new IllegalArgumentException("expected a last mark, because without any nothing is written");
        }
        return new SettledReads(last, before);
    }

    private static ReadMode read(Optional<Instant> since) {
        return since.map(ReadMode::changesSince).orElse(ReadMode.FULL);
    }

    private static Watermarks watermarks(
            Optional<Instant> last, Optional<Instant> before, Optional<Instant> readBackAt) {
        if (last.isEmpty() && before.isPresent()) {
            throw new IllegalArgumentException("expected a last watermark beside the one before it");
        }
        return new Watermarks(last, before, readBackAt);
    }
}
