package io.holdfast.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.internal.Text;
import io.holdfast.model.Answer;
import io.holdfast.model.Attendee;
import io.holdfast.model.SyncLink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for the text of every value that can be built, more than triggers can reach. */
final class StoredFormLaws {
    @Property
    void everyLinkReadsBackAsItWas(@ForAll long seed) {
        readsBack(StoredForm.LINK, new StoredValues(seed).link(), seed);
    }

    @Property
    void everyIntegrationReadsBackAsItWas(@ForAll long seed) {
        readsBack(StoredForm.INTEGRATION, new StoredValues(seed).integration(), seed);
    }

    @Property
    void everyRecordReadsBackAsItWas(@ForAll long seed) {
        readsBack(StoredForm.RECORD, new StoredValues(seed).transition(), seed);
    }

    @Property
    void everyAttendeeReadsBackAsItWas(@ForAll long seed) {
        readsBack(StoredForm.ATTENDEE, new StoredValues(seed).attendee(), seed);
    }

    private static <T> void readsBack(StoredForm<T> form, T value, long seed) {
        String text = form.write(value);

        assertThat(form.read(text)).isEqualTo(value);
        T relaid = form.read(Layouts.shuffled(text, seed));
        assertThat(relaid).isEqualTo(value);
        assertThat(form.write(relaid)).as("equal values have equal texts").isEqualTo(text);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .as("what UTF-8 and jsonb take, on one line")
                .isEqualTo(text)
                .doesNotContain("\u0000", "\\u0000")
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    @Property
    void membersOfANewerReleaseAreKeptWhereverTheyStand(@ForAll long seed) {
        StoredValues values = new StoredValues(seed);
        String newer = JsonWriter.write(
                withNewer(JsonReader.read(StoredForm.LINK.write(values.link()), name -> false), new Random(seed)));
        String newerAttendee = JsonWriter.write(withNewer(
                JsonReader.read(StoredForm.ATTENDEE.write(values.attendee()), name -> false), new Random(seed)));

        assertThat(sorted(StoredForm.LINK.write(StoredForm.LINK.read(newer)))).isEqualTo(newer);
        assertThat(sorted(StoredForm.ATTENDEE.write(StoredForm.ATTENDEE.read(newerAttendee))))
                .isEqualTo(newerAttendee);
    }

    private static String sorted(String text) {
        return JsonWriter.write(JsonReader.read(text, name -> false));
    }

    private static JsonValue withNewer(JsonValue value, Random random) {
        if (value instanceof JsonValue.Members object) {
            NavigableMap<String, JsonValue> members = new TreeMap<>();
            object.members()
                    .forEach((name, member) ->
                            members.put(name, name.startsWith("zzz") ? member : withNewer(member, random)));
            if (random.nextBoolean()) {
                members.put("newer/~" + random.nextInt(9), new JsonValue.Scalar(JsonValue.Kind.NUMBER, "1.50"));
            }
            return new JsonValue.Members(members);
        }
        if (value instanceof JsonValue.Items array) {
            List<JsonValue> items = new ArrayList<>();
            array.items().forEach(item -> items.add(withNewer(item, random)));
            return new JsonValue.Items(items);
        }
        return value;
    }

    /** A text that no store takes is written as one that every store takes, and stays that. */
    @Property
    void whatJsonbRefusesIsReplaced(@ForAll String any, @ForAll long seed) {
        String odd = any + one(seed) + any + "x" + one(seed >>> 8);
        Attendee attendee = Attendee.builder()
                .from(new StoredValues(seed).attendee())
                .company(odd)
                .addAnswers(new Answer(Optional.of(odd), odd + "?", List.of(odd, odd + "\u0000")))
                .build();
        String text = StoredForm.ATTENDEE.write(attendee);
        Attendee read = StoredForm.ATTENDEE.read(text);

        assertThat(read.company()).hasValue(Text.storable(odd));
        assertThat(StoredForm.ATTENDEE.write(read)).isEqualTo(text);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text)
                .doesNotContain("\u0000", "\\u0000");
    }

    private static String one(long seed) {
        return List.of("\u0000", "\uD83D", "\uDE00", "\uDE00\uD83D", "🎉", "").get((int) Math.floorMod(seed, 6L));
    }

    @Property
    void aBrokenTextIsAValueOrATypedError(@ForAll long seed) {
        StoredValues values = new StoredValues(seed);
        HostileTexts tried = new HostileTexts(new Random(seed));

        tried.broken(StoredForm.LINK, StoredForm.LINK.write(values.link()), 20);
        tried.broken(StoredForm.ATTENDEE, StoredForm.ATTENDEE.write(values.attendee()), 20);

        assertThat(tried.others()).isEmpty();
    }

    @Property
    void noPartOfATextIsAText(@ForAll long seed) {
        SyncLink link = new StoredValues(seed).link();
        String text = StoredForm.LINK.write(link);

        HostileTexts tried = new HostileTexts(new Random(seed));
        tried.cut(StoredForm.LINK, text, 20);

        assertThat(tried.others()).isEmpty();
        assertThat(tried.read()).as("parts that were taken for a whole").isZero();
    }
}
