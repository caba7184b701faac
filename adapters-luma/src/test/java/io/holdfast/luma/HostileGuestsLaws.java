package io.holdfast.luma;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever lies in a body, reading it ends with a page or with a typed error. */
final class HostileGuestsLaws {
    static final byte[] WHOLE = Answers.page(
                    Answers.guest(
                            "gst-1",
                            "\"user_name\": \"Ilse \\u00d6berg\", \"approval_status\": \"approved\", \"registration_answers\":"
                                    + " [{\"label\": \"q\", \"value\": [\"a\", 1, true, {\"company\": null}]}]"),
                    Answers.guest(
                            "gst-2",
                            "\"event_tickets\": [{\"id\": \"t\", \"checked_in_at\": \"2031-03-29T18:04:10.000Z\"}]"),
                    "{\"api_id\": \"gst-3\", \"guest\": {\"approval_status\": \"invited\"}}")
            .getBytes(StandardCharsets.UTF_8);

    @Property
    void anyBytesAreMalformedOrAPage(@ForAll @Size(max = 200) byte[] body) {
        readOrRefused(body);
    }

    @Property
    void aPageCutAnywhereIsMalformed(@ForAll @IntRange(max = 10_000) int cut) {
        assertThat(readOrRefused(Arrays.copyOf(WHOLE, cut % WHOLE.length))).isFalse();
    }

    @Property
    void aPageWithOneByteChangedIsReadOrRefused(@ForAll @IntRange(max = 10_000) int at, @ForAll byte instead) {
        byte[] body = WHOLE.clone();
        body[at % body.length] = instead;

        readOrRefused(body);
    }

    /** Whether it was read; any other exception than a typed one fails the property. */
    static boolean readOrRefused(byte[] body) {
        try {
            GuestList.read(Answers.of(200, Answers.GUESTS, body, Map.of()), Cursor.START);
            return true;
        } catch (ProviderException refused) {
            assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
            return false;
        }
    }
}
