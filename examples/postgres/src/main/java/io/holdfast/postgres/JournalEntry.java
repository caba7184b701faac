package io.holdfast.postgres;

import io.holdfast.model.SyncLink;
import io.holdfast.transition.TriggerKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One move of a link.
 *
 * @param at when it was decided, by the clock of the node that decided it
 * @param trigger what happened; empty for the link's birth, and where nothing but a choice or a clock set right led to it
 * @param reason why, in the words of the table
 * @param link the link as it was after the move
 */
public record JournalEntry(Instant at, Optional<TriggerKind> trigger, String reason, SyncLink link) {}
