package io.holdfast.model;

import java.time.Instant;

/**
 * The provider's last word that an authorisation is valid: it said who we are, or refreshed the credential.
 *
 * @param askedAt when it was asked; settles what was suspected of requests sent before
 * @param validUntil until when it is not asked again because of a failure that is tried again anyway
 * @param times how many times in a row, from 1
 * @param byRefresh whether it was given by issuing the credential that is valid now, which need not be refreshed again at once
 */
public record Verification(Instant askedAt, Instant validUntil, int times, boolean byRefresh) {}
