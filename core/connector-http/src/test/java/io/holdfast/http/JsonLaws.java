package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.model.Attendee;
import io.holdfast.model.FailureKind;
import io.holdfast.port.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever lies in a body, reading it ends with what is asked for or with a typed error. */
final class JsonLaws {
    static final String PAGE =
            "{\"pad\": [1, {\"deep\": []}], \"rows\": [{\"id\": 98765432109876543210, \"at\": \"2027-03-14T09:26:53Z\"},"
                    + " {\"id\": \"b\", \"on\": true, \"kind\": \"Hall\"}, 5, null]}";

    private final List<String> read = new ArrayList<>();

    @Example
    void whatIsAskedForIsReadAndTheRestIsPassedOver() {
        rows(bytes(PAGE));

        assertThat(read)
                .containsExactly(
                        "id=98765432109876543210", "at=Optional[2027-03-14T09:26:53Z]", "id=b", "on=true", "kind=Hall");
    }

    @Property
    void anyBytesAreReadOrMalformed(@ForAll @Size(max = 200) byte[] body) {
        readOrRefused(body);
    }

    @Property
    void anObjectCutAnywhereIsMalformed(@ForAll @IntRange(max = 10_000) int cut) {
        byte[] whole = bytes(PAGE);

        assertThat(readOrRefused(Arrays.copyOf(whole, cut % whole.length))).isFalse();
    }

    @Property
    void anObjectWithOneByteChangedIsReadOrMalformed(@ForAll @IntRange(max = 10_000) int at, @ForAll byte instead) {
        byte[] body = bytes(PAGE);
        body[at % body.length] = instead;

        readOrRefused(body);
    }

    @Example
    void nestingAndListsAreLimited() {
        assertThat(readOrRefused(bytes("{\"pad\": " + "[".repeat(63) + "]".repeat(63) + "}")))
                .isTrue();
        assertThat(readOrRefused(bytes("{\"pad\": " + "[".repeat(64) + "]".repeat(64) + "}")))
                .isFalse();
        assertThat(readOrRefused(bytes("{\"rows\": [" + "1,".repeat(9_999) + "1]}")))
                .isTrue();
        assertThat(readOrRefused(bytes("{\"rows\": [" + "1,".repeat(10_000) + "1]}")))
                .isFalse();
        assertThat(readOrRefused(bytes("{\"list\": [" + "1,".repeat(14_999) + "1]}")))
                .isTrue();
        assertThat(readOrRefused(bytes("{\"list\": [" + "1,".repeat(15_000) + "1]}")))
                .isFalse();
    }

    @Example
    void aRowWithTooMuchInItSaysSoAloneAndTheNextIsReadWhole() {
        List<String> rows = new ArrayList<>();
        String ones = "[" + "1,".repeat(10_500) + "1]";
        String parts = "{" + "\"a\": 1,".repeat(10_500) + "\"a\": 1}";
        String text = "\"" + "x".repeat(Attendee.LONGEST + 1) + "\"";
        Answers.ok("{\"rows\": [" + ones + ", 1, " + text + "]}")
                .readObject(json -> name -> json.rows(() -> {
                    json.texts((part, word) -> {});
                    rows.add("too large: " + json.rowIsTooLarge());
                }));
        Answers.ok("{\"rows\": [" + parts + ", [1]]}")
                .readObject(json -> name -> json.rows(() -> {
                    json.texts((part, word) -> {});
                    rows.add("too large: " + json.rowIsTooLarge());
                }));

        assertThat(rows)
                .containsExactly(
                        "too large: true",
                        "too large: false",
                        "too large: true",
                        "too large: true",
                        "too large: false");
    }

    @Example
    void whatIsTooMuchSaysWhichOptionGivesRoom() {
        ProviderException refused = catchThrowableOfType(
                ProviderException.class, () -> rows(bytes("{\"list\": [" + "1,".repeat(15_000) + "1]}")));

        assertThat(refused).hasMessageContaining("more than 15000 elements; if it is no mistake, raise maxElements");
    }

    @Example
    void whatDoesNotShowAtTheEndsIsTakenAway() {
        List<String> read = new ArrayList<>();
        Answers.ok(
                        "{\"list\": [\" a b \", \"\\u200bil@example.org\\u200d\\ufeff\", \"\\u00a0\\u2007\\t\", \"\\u0d28\\u0d4d\\u200d\"]}")
                .readObject(json -> name -> json.array(() -> read.add(String.valueOf(json.filled()))));

        assertThat(read).containsExactly("a b", "il@example.org", "null", "\u0d28\u0d4d\u200d");
    }

    @Example
    void whatIsNoSingleObjectIsRefusedWithoutAWordOfIt() {
        for (String body : List.of("", "[]", "7", "{} {}", "<html>ilse@example.org</html>", "{\"ilse@example.org\"")) {
            ProviderException refused = catchThrowableOfType(ProviderException.class, () -> rows(bytes(body)));

            assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
            assertThat(refused)
                    .hasMessageStartingWith("expected JSON of Lantern's in the answer to lists/7/ but ")
                    .hasMessageNotContaining("ilse");
        }
    }

    @Example
    void rowsThatSayTheSameShareOneText() {
        List<String> kinds = new ArrayList<>();
        Answers.ok("{\"kinds\": [\"Hall\", \"Hall\", 7]}")
                .readObject(json -> name -> json.array(() -> kinds.add(json.shared())));

        assertThat(kinds).containsExactly("Hall", "Hall", "7");
        assertThat(kinds.get(0)).isSameAs(kinds.get(1));
    }

    /** Whether it was read; any other exception than a typed one fails the property. */
    boolean readOrRefused(byte[] body) {
        try {
            rows(body);
            return true;
        } catch (ProviderException refused) {
            assertThat(refused.kind()).isEqualTo(FailureKind.MALFORMED);
            return false;
        }
    }

    private void rows(byte[] body) {
        Answers.of(200, body, Map.of()).readObject(json -> name -> {
            if (name.equals("list")) {
                json.array(json::skip);
            } else if (name.equals("rows")) {
                json.rows(() -> json.object(member -> {
                    switch (member) {
                        case "id" -> read.add("id=" + json.filled());
                        case "at" -> read.add("at=" + json.date());
                        case "on" -> read.add("on=" + json.flag());
                        case "kind" -> read.add("kind=" + json.scalar());
                        default -> json.skip();
                    }
                }));
            } else {
                json.skip();
            }
        });
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
