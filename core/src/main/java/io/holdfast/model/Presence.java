package io.holdfast.model;

/**
 * How many attendees of a link are not marked as absent.
 *
 * @param present all of them, whatever the provider says of their attendance
 * @param unseen those of them whose stamp lies in the range that was asked about
 */
public record Presence(long present, long unseen) {}
