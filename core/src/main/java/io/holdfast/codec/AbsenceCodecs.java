package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.Absences;
import io.holdfast.model.KeptAttendees;
import io.holdfast.model.MissingSince;
import io.holdfast.model.RemovalQuestion;
import io.holdfast.model.RemovalWord;
import io.holdfast.model.Removing;
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

    private static final Codec<Absences> SOME = ObjectCodec.of(Absences::builder, AbsenceCodecs::some)
            .with("remembered", optional(REMEMBERED), Absences::remembered, Absences.Builder::remembered)
            .with("question", optional(QUESTION), Absences::question, Absences.Builder::question)
            .with("word", optional(WORD), Absences::word, Absences.Builder::word)
            .with("kept", optional(KEPT), Absences::kept, Absences.Builder::kept)
            .with("removing", optional(REMOVING), Absences::removing, Absences.Builder::removing);

    /** Absent where nobody is missing and nobody was kept. */
    static final Codec<Absences> ABSENCES = optional(SOME)
            .as(
                    some -> some.orElse(Absences.NONE),
                    all -> Optional.of(all).filter(some -> !some.equals(Absences.NONE)));

    private AbsenceCodecs() {}

    private static Absences some(Absences.Builder read) {
        Absences some = read.build();
        if (some.equals(Absences.NONE)) {
            throw new IllegalArgumentException(
                    "expected one of its members at least, because without any nothing is written");
        }
        return some;
    }
}
