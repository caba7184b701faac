package io.holdfast.recovery;

import io.holdfast.message.Message;
import io.holdfast.model.Absences;
import io.holdfast.model.Command;
import io.holdfast.model.NotTaken;
import io.holdfast.model.ShortList;
import io.holdfast.model.SyncFailure;
import io.holdfast.model.SyncLinkId;
import io.holdfast.model.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How a link is at one moment: the word, why, what happens next and when, and what helps. Holds no personal data. */
@Value.Immutable
public interface Explanation {
    /** {@return the link} */
    SyncLinkId link();

    /** {@return the instant of asking} */
    Instant at();

    /** {@return the word a person sees; a severed connection shows at once, before the link itself was told} */
    SyncStatus status();

    /** {@return whether a person put it on hold: whatever its status, nothing of it is read until a person resumes it} */
    boolean onHold();

    /** {@return why its workspace is not served for now, in the host's own words; empty if it is. Resume does not lift it} */
    Optional<String> lapse();

    /** {@return whether data flows but nothing was proven within the promised bound} */
    boolean delayed();

    /** {@return how closely it follows its event or channel; empty unless data flows: while it is on hold nothing is read} */
    Optional<Pace> pace();

    /** {@return how often changes are looked for; empty unless it follows what changes, or where nobody has said yet} */
    Optional<Duration> interval();

    /** {@return whether the provider says that the event or channel is called off} */
    boolean cancelled();

    /** {@return how it is, for a person} */
    Message reason();

    /** {@return since when; empty while the link has not been told of a severance that has been mended since} */
    Optional<Instant> since();

    /** {@return since when the provider has refused the credential; empty unless it does, while nobody knows yet whether for good} */
    Optional<Instant> refusedSince();

    /** {@return until when that is being confirmed; empty unless it is refused} */
    Optional<Instant> confirmedBy();

    /**
     * {@return the failure behind it: of the open incident, or of the attempt that is being retried; a refused credential is none
     * once the connection is severed}
     */
    Optional<SyncFailure> failure();

    /**
     * {@return what is behind it, for a person: of a disconnected link what ended its connection, else the failure in the words of
     * its kind; empty where there is neither}
     */
    Optional<Message> cause();

    /** {@return what to quote to support about it: the failure's, or that of the severance; lines of the log hold it too} */
    Optional<String> reference();

    /** {@return what an automatic recovery that is queued or running tries again after, until that has brought a page} */
    Optional<SyncFailure> tryingAgainAfter();

    /** {@return what helps, and who does it} */
    RecoveryAdvice advice();

    /** {@return what happens next, for a person} */
    Message nextStep();

    /** {@return when the engine does that by itself; empty while a worker is on it, and where only a person helps} */
    Optional<Instant> nextStepAt();

    /** {@return when its event starts, if that is soon and it is not ACTIVE: for a host's own reminder} */
    Optional<Instant> startsSoon();

    /** {@return each command with why it would not be taken now, for a person; with nothing if it would be} */
    Map<Command, Optional<Message>> commands();

    /** {@return the rows that the latest full scan could not take; empty if it took all} */
    Optional<NotTaken> notTaken();

    /** {@return who is missing, what a person is asked about them and has answered, and whom a person keeps} */
    Absences removals();

    /** {@return what the last full scan brought, if that is fewer rows than the provider stated} */
    Optional<ShortList> shortList();

    /**
     * {@return whether a command would be taken now, and change something}
     *
     * @param command which one
     */
    default boolean accepts(Command command) {
        return Optional.ofNullable(commands().get(command))
                .filter(Optional::isEmpty)
                .isPresent();
    }

    /** {@return all of this as lines of English text, to hand to support; without personal data, so it says of no member who it was} */
    default String bundle() {
        return Words.bundle(this);
    }

    /** {@return a builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link Explanation}. */
    final class Builder extends ImmutableExplanation.Builder {
        Builder() {}
    }
}
