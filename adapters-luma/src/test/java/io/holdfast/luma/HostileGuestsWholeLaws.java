package io.holdfast.luma;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The laws of bodies, on many more of them. */
@Tag("proof")
final class HostileGuestsWholeLaws {
    @Property(tries = 20_000)
    void aPageWithTwoBytesChangedIsReadOrRefused(
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll byte instead,
            @ForAll @IntRange(max = 10_000) int other,
            @ForAll byte too) {
        byte[] body = HostileGuestsLaws.WHOLE.clone();
        body[at % body.length] = instead;
        body[other % body.length] = too;

        HostileGuestsLaws.readOrRefused(body);
    }
}
