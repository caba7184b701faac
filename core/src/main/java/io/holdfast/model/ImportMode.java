package io.holdfast.model;

/**
 * What becomes of the host's own rows that an arriving attendee is matched to: a walk-in with the same e-mail, say, whom somebody
 * entered by hand. A row that came from the provider follows the provider in either mode, and what only the host knows of anybody
 * (a VIP mark, a local check-in) is never touched.
 */
public enum ImportMode {
    /** The provider's facts take the place of what the host had entered. */
    UPDATE_EXISTING,
    /** What the host had entered stays, whatever the provider tells of that attendee. */
    KEEP_EXISTING
}
