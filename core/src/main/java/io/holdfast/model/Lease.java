package io.holdfast.model;

import java.time.Instant;

/**
 * A claim on a run that ends by itself unless renewed.
 *
 * @param owner a token of this very claim; each claim has a fresh one
 * @param until when it ends
 */
public record Lease(String owner, Instant until) {}
