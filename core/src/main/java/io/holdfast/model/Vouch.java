package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** The provider's last word that an authorisation counts: it said who we are, or refreshed the credential. */
@Value.Immutable
public interface Vouch {
    /** {@return when it was asked; settles what was suspected of requests sent before} */
    @Value.Parameter
    Instant askedAt();

    /** {@return until when it is not asked again, whatever is suspected} */
    @Value.Parameter
    Instant calmUntil();

    /** {@return how many times in a row, from 1} */
    @Value.Parameter
    int times();

    /**
     * Tells of the provider's word.
     *
     * @param askedAt when it was asked
     * @param calmUntil until when it is not asked again
     * @param times how many times in a row
     * @return the word
     */
    static Vouch of(Instant askedAt, Instant calmUntil, int times) {
        return ImmutableVouch.of(askedAt, calmUntil, times);
    }
}
