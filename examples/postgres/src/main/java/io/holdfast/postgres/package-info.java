/**
 * Holdfast's driven ports on PostgreSQL. Copy this package into your product: it is yours from then on. {@link
 * io.holdfast.postgres.PostgresStorage} is where to begin.
 */
@NullMarked
package io.holdfast.postgres;

import org.jspecify.annotations.NullMarked;
