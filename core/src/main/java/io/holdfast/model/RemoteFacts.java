package io.holdfast.model;

import java.time.Instant;

/**
 * What a link knows of its remote side. Decides no status.
 *
 * @param subject what the provider told
 * @param feed how its changes reach us
 * @param readAt when it was read, by our clock
 */
public record RemoteFacts(RemoteSubject subject, Feed feed, Instant readAt) {}
