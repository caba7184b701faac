/**
 * The nouns: links, runs, integrations, attendees and their ids.
 *
 * <p>Values without behaviour beyond their own consistency: one refuses a part that it can't have with an {@code
 * IllegalArgumentException}, and a part that is null. Depends on no other package; all others may use it.
 */
@NullMarked
package io.holdfast.model;

import org.jspecify.annotations.NullMarked;
