package io.holdfast.presentation;

/**
 * The green pill in the header of a live event or channel.
 *
 * @param label its word: Syncing, or Synced where nothing tells of changes
 * @param delayed whether nothing was proven within the promised bound
 */
public record Indicator(Message label, boolean delayed) {}
