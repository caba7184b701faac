package io.holdfast.testkit.lifecycle;

import io.holdfast.model.SyncPhase;
import io.holdfast.transition.TriggerKind;

/**
 * One way in which a cell of the table answered in the course of a search.
 *
 * @param phase the phase of the cell
 * @param trigger the trigger of the cell
 * @param reason the reason, which is the row's own within its cell
 * @param moved whether the link moved
 * @param target the phase after it
 */
public record Answer(SyncPhase phase, TriggerKind trigger, String reason, boolean moved, SyncPhase target) {}
