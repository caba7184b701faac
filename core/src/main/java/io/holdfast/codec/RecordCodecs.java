package io.holdfast.codec;

import static io.holdfast.codec.StoredCodecs.*;

import io.holdfast.model.Actor;
import io.holdfast.model.SyncPhase;
import io.holdfast.transition.TransitionRecord;
import io.holdfast.transition.TriggerKind;
import io.holdfast.transition.VisibleState;

/** The stored text of one entry of a link's history. Each name is frozen: it is never taken away, and never given another meaning. */
final class RecordCodecs {
    private static final Codec<Actor> ACTOR = TupleCodec.of(
            field("kind", word(Actor.Kind.class), Actor::kind), field("id", TEXT, Actor::id), RecordCodecs::actor);

    private static final Codec<VisibleState> VISIBLE = TupleCodec.of(
            field("phase", word(SyncPhase.class), VisibleState::phase),
            field("binding", BINDING, VisibleState::binding),
            field("suspended", FLAG, VisibleState::suspended),
            field("incident", optional(INCIDENT), VisibleState::incident),
            VisibleState::new);

    static final ObjectCodec<TransitionRecord, TransitionRecord.Builder> RECORD = whole(
                    "record", ObjectCodec.of(TransitionRecord::builder, TransitionRecord.Builder::build))
            .with("link", LINK_ID, TransitionRecord::link, TransitionRecord.Builder::link)
            .with("version", LONG, TransitionRecord::version, TransitionRecord.Builder::version)
            .with("at", INSTANT, TransitionRecord::at, TransitionRecord.Builder::at)
            .with(
                    "trigger",
                    optional(word(TriggerKind.class)),
                    TransitionRecord::trigger,
                    TransitionRecord.Builder::trigger)
            .with("reason", TEXT, TransitionRecord::reason, TransitionRecord.Builder::reason)
            .with("actor", optional(ACTOR), TransitionRecord::actor, TransitionRecord.Builder::actor)
            .with("before", optional(VISIBLE), TransitionRecord::before, TransitionRecord.Builder::before)
            .with("after", VISIBLE, TransitionRecord::after, TransitionRecord.Builder::after);

    private RecordCodecs() {}

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
