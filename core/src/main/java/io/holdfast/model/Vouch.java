package io.holdfast.model;

import java.time.Instant;
import org.immutables.value.Value;

/** The provider's last word that an authorisation counts: it said who we are, or refreshed the credential. */
@Value.Immutable
public interface Vouch {
    /** {@return when it was asked; settles what was suspected of requests sent before} */
    @Value.Parameter
    Instant askedAt();

    /** {@return until when it is not asked again because of a failure that is tried again anyway} */
    @Value.Parameter
    Instant calmUntil();

    /** {@return how many times in a row, from 1} */
    @Value.Parameter
    int times();

    /** {@return whether it was given by selling the credential that counts now, which need not be bought again at once} */
    @Value.Parameter
    boolean sold();

    /**
     * Tells of the provider's word.
     *
     * @param askedAt when it was asked
     * @param calmUntil until when it is not asked again
     * @param times how many times in a row
     * @param sold whether it was given by selling the credential that counts now
     * @return the word
     */
    static Vouch of(Instant askedAt, Instant calmUntil, int times, boolean sold) {
        return ImmutableVouch.of(askedAt, calmUntil, times, sold);
    }
}
