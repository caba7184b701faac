package io.holdfast.presentation;

import io.holdfast.message.Message;

/**
 * The green pill in the header of a live event or channel.
 *
 * @param label its word: Syncing, Synced where nothing tells of changes, or Delayed while the provider refuses the credential
 * @param delayed whether nothing was proven within the promised bound
 */
public record Indicator(Message label, boolean delayed) {}
