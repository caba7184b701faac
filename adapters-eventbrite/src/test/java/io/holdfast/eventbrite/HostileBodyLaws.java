package io.holdfast.eventbrite;

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
final class HostileBodyLaws {
    private static final byte[] WHOLE = Answers.page(
                    Answers.row("1", "\"profile\": {\"name\": \"Ilse \\u00d6berg\"}, \"status\": \"Attending\""),
                    Answers.row("2", "\"barcodes\": [{\"barcode\": \"B\"}], \"checked_in\": true"))
            .getBytes(StandardCharsets.UTF_8);

    @Property
    void anyBytesAreMalformedOrAPage(@ForAll @Size(max = 200) byte[] body) {
        readOrRefused(body);
    }

    @Property
    void aPageCutAnywhereIsMalformed(@ForAll @IntRange(max = 10_000) int cut) {
        byte[] body = Arrays.copyOf(WHOLE, cut % WHOLE.length);

        assertThat(readOrRefused(body)).isFalse();
    }

    @Property
    void aPageWithOneByteChangedIsReadOrRefused(@ForAll @IntRange(max = 10_000) int at, @ForAll byte instead) {
        byte[] body = WHOLE.clone();
        body[at % body.length] = instead;

        readOrRefused(body);
    }

    /** Whether it was read; any other exception than a typed one fails the property. */
    private static boolean readOrRefused(byte[] body) {
        try {
            AttendeeList.read(Answers.of(200, body, Map.of()), Answers.REMOTE, Cursor.START);
            return true;
        } catch (ProviderException refused) {
            assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
            return false;
        }
    }
}
