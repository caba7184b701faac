package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.RemoteSubject;
import java.util.Optional;

/** What a list of what can be imported says beside its rows. */
public final class Candidates {
    private Candidates() {}

    /**
     * {@return why an event or channel that is listed can't be imported, and what to import instead; empty if it can}
     *
     * @param listed one of {@link io.holdfast.model.CandidatePage#items()}
     */
    public static Optional<Message> whyNot(RemoteSubject listed) {
        return listed.obstacle().map(obstacle -> Message.named("obstacle.*", obstacle));
    }

    /**
     * {@return that somebody refused to list theirs, and what helps}
     *
     * @param name one of {@link io.holdfast.model.CandidatePage#refused()}
     */
    public static Message refused(String name) {
        return Message.of("candidates.refused", name);
    }
}
