/**
 * The nouns: links, runs, integrations, attendees and their ids.
 *
 * <p>Values without behaviour beyond their own consistency. Depends on no other package; all others may use it.
 */
@NullMarked
package io.holdfast.model;

import org.jspecify.annotations.NullMarked;
