package io.holdfast.eventbrite;

import io.holdfast.model.FailureKind;
import io.holdfast.model.RecoveryAction;
import io.holdfast.model.Severance;
import io.holdfast.model.SyncStatus;
import java.util.Optional;

/**
 * How a link ends, once nothing more is to come of an answer.
 *
 * @param status the word a person sees
 * @param advice what they are told to do
 * @param failure what they are told went wrong; of a severed link nothing, because the severance is what went wrong
 * @param severance why the integration is severed
 * @param disconnections how many records of the link's history lead into DISCONNECTED
 * @param attendees how many are kept
 */
record Ending(
        SyncStatus status,
        RecoveryAction advice,
        Optional<FailureKind> failure,
        Optional<Severance.Cause> severance,
        long disconnections,
        int attendees) {}
