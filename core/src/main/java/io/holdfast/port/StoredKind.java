package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.model.Unread;
import io.holdfast.transition.TransitionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One of the values that are stored: its first line, its names, and what it carries unread. */
final class StoredKind<T, B> {
    /** Grows when an older release could not read the texts of a newer one. */
    private static final int VERSION = 1;

    /** The last line's name. */
    private static final String COUNT = "lines";

    private static final Pattern UNREAD = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern INDEX = Pattern.compile("(?<=\\.)[0-9]+(?=\\.|$)");

    static final StoredKind<SyncLink, SyncLink.Builder> LINK = new StoredKind<>(
            "holdfast-link", Optional.of("id"), Forms.LINK, SyncLink::unread, SyncLink.Builder::unread);
    static final StoredKind<Integration, Integration.Builder> INTEGRATION = new StoredKind<>(
            "holdfast-integration",
            Optional.of("id"),
            Forms.INTEGRATION,
            Integration::unread,
            Integration.Builder::unread);
    static final StoredKind<TransitionRecord, TransitionRecord.Builder> RECORD = new StoredKind<>(
            "holdfast-record",
            Optional.of("link"),
            Forms.RECORD,
            TransitionRecord::unread,
            TransitionRecord.Builder::unread);
    static final StoredKind<Attendee, Attendee.Builder> ATTENDEE = new StoredKind<>(
            "holdfast-attendee", Optional.empty(), Forms.ATTENDEE, Attendee::unread, Attendee.Builder::unread);

    static final List<StoredKind<?, ?>> ALL = List.of(LINK, INTEGRATION, RECORD, ATTENDEE);

    private final String head;
    private final Optional<String> idName;
    private final Form<T, B> form;
    private final Function<T, Unread> unread;
    private final BiConsumer<B, Unread> carry;
    private final List<String> names;
    private final Set<String> known;

    private StoredKind(
            String head,
            Optional<String> idName,
            Form<T, B> form,
            Function<T, Unread> unread,
            BiConsumer<B, Unread> carry) {
        this.head = head;
        this.idName = idName;
        this.form = form;
        this.unread = unread;
        this.carry = carry;
        List<String> declared = new ArrayList<>(List.of(head));
        form.names("", declared::add);
        declared.add(COUNT);
        this.names = Collections.unmodifiableList(declared);
        this.known = Set.copyOf(declared);
    }

    /** {@return every name, in the order of the text, with {@code #} for an index} */
    List<String> names() {
        return names;
    }

    String write(T value) {
        Sheet sheet = new Sheet();
        sheet.line(head, Integer.toString(VERSION));
        form.write("", value, sheet);
        new TreeMap<>(unread.apply(value).values()).forEach((name, text) -> {
            if (!UNREAD.matcher(name).matches() || isKnown(name)) {
                throw new IllegalArgumentException(
                        "expected an unread name of letters, digits, dots and dashes, and none of " + head
                                + " itself, but found another; leave what is carried unread as it was read");
            }
            sheet.line(name, text);
        });
        sheet.line(COUNT, Integer.toString(sheet.lines() + 1));
        return sheet.text();
    }

    T read(String text) {
        try {
            Lines lines = Lines.of(text, this::isKnown);
            lines.takeHead(head, VERSION);
            return form.read("", lines, builder -> {
                lines.takeCount(COUNT);
                carry.accept(builder, Unread.of(unknown(lines.left())));
            });
        } catch (StoredFormException unreadable) {
            throw subject(text).map(unreadable::about).orElse(unreadable);
        }
    }

    /** A known name that is left over belongs to a part that is gone: a release that did not know it carried it along. */
    private Map<String, String> unknown(Map<String, String> left) {
        Map<String, String> unknown = new TreeMap<>(left);
        unknown.keySet().removeIf(this::isKnown);
        return unknown;
    }

    /** What the text is about, as far as that can be told of a text that is broken, and without telling of a person. */
    private Optional<String> subject(String text) {
        return idName.flatMap(name -> text.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .filter(UNREAD.asMatchPredicate())
                .findFirst()
                .map(id -> head + " " + id));
    }

    private boolean isKnown(String name) {
        return name.equals(COUNT)
                || known.contains(name)
                || known.contains(INDEX.matcher(name).replaceAll("#"));
    }
}
