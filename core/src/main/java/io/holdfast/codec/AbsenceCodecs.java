package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
import io.holdfast.model.ShortList;
import io.holdfast.model.Shortfall;
import java.util.Optional;

/** The stored text of what is known of missing attendees, a part of that of a link. */
final class AbsenceCodecs {
    private static final Codec<MissingSince> REMEMBERED = TupleCodec.of(
            field("scan", LONG, MissingSince::scan),
            field("endedAt", INSTANT, MissingSince::endedAt),
            field("goodScans", INT, MissingSince::goodScans),
            field("missing", LONG, MissingSince::missing),
            field("present", LONG, MissingSince::present),
            MissingSince::new);

    private static final Codec<RemovalQuestion> QUESTION = TupleCodec.of(
            field("scan", LONG, RemovalQuestion::scan),
            field("count", LONG, RemovalQuestion::count),
            field("present", LONG, RemovalQuestion::present),
            field("askedAt", INSTANT, RemovalQuestion::askedAt),
            field("removedBy", optional(INSTANT), RemovalQuestion::removedBy),
            RemovalQuestion::new);

    private static final Codec<RemovalWord> WORD = TupleCodec.of(
            field("scan", LONG, RemovalWord::scan),
            field("count", LONG, RemovalWord::count),
            field("actor", ACTOR, RemovalWord::actor),
            field("at", INSTANT, RemovalWord::at),
            RemovalWord::new);

    private static final Codec<KeptAttendees> KEPT = TupleCodec.of(
            field("scan", LONG, KeptAttendees::scan),
            field("count", LONG, KeptAttendees::count),
            field("actor", ACTOR, KeptAttendees::actor),
            field("at", INSTANT, KeptAttendees::at),
            KeptAttendees::new);

    private static final Codec<Removing> REMOVING = TupleCodec.of(
            field("before", LONG, Removing::before), field("keptFrom", LONG, Removing::keptFrom), Removing::new);

    static final Codec<ShortList> SHORT_LIST = TupleCodec.of(
            field("listed", LONG, ShortList::listed), field("stated", LONG, ShortList::stated), ShortList::new);

    private static final Codec<Shortfall> SHORTFALL = TupleCodec.of(
            field("remembered", LONG, Shortfall::remembered),
            field("shortScans", INT, Shortfall::shortScans),
            field("since", optional(INSTANT), Shortfall::since),
            field("list", optional(SHORT_LIST), Shortfall::list),
            (remembered, shortScans, since, list) ->
                    unlessNothing(new Shortfall(remembered, shortScans, since, list), Shortfall.NONE));

    private static final Codec<Absences> SOME = ObjectCodec.of(Absences::builder, AbsenceCodecs::some)
            .with("remembered", optional(REMEMBERED), Absences::remembered, Absences.Builder::remembered)
            .with("question", optional(QUESTION), Absences::question, Absences.Builder::question)
            .with("word", optional(WORD), Absences::word, Absences.Builder::word)
            .with("kept", optional(KEPT), Absences::kept, Absences.Builder::kept)
            .with("removing", optional(REMOVING), Absences::removing, Absences.Builder::removing)
            .with(
                    "shortfall",
                    optional(SHORTFALL)
                            .as(
                                    some -> some.orElse(Shortfall.NONE),
                                    any -> Optional.of(any).filter(some -> !some.equals(Shortfall.NONE))),
                    Absences::shortfall,
                    Absences.Builder::shortfall);

    /** Absent where nobody is missing and nobody was kept. */
    static final Codec<Absences> ABSENCES = optional(SOME)
            .as(
                    some -> some.orElse(Absences.NONE),
                    all -> Optional.of(all).filter(some -> !some.equals(Absences.NONE)));

    private AbsenceCodecs() {}

    private static Absences some(Absences.Builder read) {
        return unlessNothing(read.build(), Absences.NONE);
    }

    /** What a newer release keeps beside nothing would be lost with it. */
    private static <T> T unlessNothing(T read, T nothing) {
        if (read.equals(nothing)) {
            throw new IllegalArgumentException(
                    "expected one of its members at least, because without any nothing is written");
        }
        return read;
    }
}
