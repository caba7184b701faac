/**
 * Eventbrite's words stay in this package; the domain's words come out of it: {@link
 * io.holdfast.eventbrite.EventbriteConnector} reads events and attendees, {@link io.holdfast.eventbrite.EventbriteOauth}
 * lets people connect their account.
 *
 * <p>May use {@code model} and {@code port} of core alone, and what connectors have in common.
 */
@NullMarked
@EventbriteStyle
package io.holdfast.eventbrite;

import org.jspecify.annotations.NullMarked;
