/**
 * One run of one link: only here attendees are read from a provider, written to the attendee store and marked as absent.
 *
 * <p>Not exported.
 */
@NullMarked
package io.holdfast.engine.run;

import org.jspecify.annotations.NullMarked;
