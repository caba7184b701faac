package io.holdfast.http;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of bodies, on many more of them. */
@Tag("proof")
final class JsonWholeLaws {
    @Property(tries = 20_000)
    void anyBytesAreReadOrMalformed(@ForAll @Size(max = 200) byte[] body) {
        new JsonLaws().readOrRefused(body);
    }

    @Property(tries = 20_000)
    void anObjectWithTwoBytesChangedIsReadOrMalformed(
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll byte instead,
            @ForAll @IntRange(max = 10_000) int other,
            @ForAll byte too) {
        byte[] body = JsonLaws.bytes(JsonLaws.PAGE);
        body[at % body.length] = instead;
        body[other % body.length] = too;

        new JsonLaws().readOrRefused(body);
    }
}
