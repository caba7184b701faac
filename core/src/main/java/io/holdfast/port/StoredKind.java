package io.holdfast.port;

import io.holdfast.model.Attendee;
import io.holdfast.model.Integration;
import io.holdfast.model.SyncLink;
import io.holdfast.transition.TransitionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One of the values that are stored: its first line, its names, and what it carries unread. */
final class StoredKind<T, B> {
    /** Grows when an older release could not read the texts of a newer one. */
    private static final int VERSION = 1;

    private static final Pattern INDEX = Pattern.compile("(?<=\\.)[0-9]+(?=\\.|$)");

    static final StoredKind<SyncLink, SyncLink.Builder> LINK =
            new StoredKind<>("holdfast-link", Forms.LINK, SyncLink::unread, SyncLink.Builder::unread);
    static final StoredKind<Integration, Integration.Builder> INTEGRATION = new StoredKind<>(
            "holdfast-integration", Forms.INTEGRATION, Integration::unread, Integration.Builder::unread);
    static final StoredKind<TransitionRecord, TransitionRecord.Builder> RECORD = new StoredKind<>(
            "holdfast-record", Forms.RECORD, TransitionRecord::unread, TransitionRecord.Builder::unread);
    static final StoredKind<Attendee, Attendee.Builder> ATTENDEE =
            new StoredKind<>("holdfast-attendee", Forms.ATTENDEE, Attendee::unread, Attendee.Builder::unread);

    static final List<StoredKind<?, ?>> ALL = List.of(LINK, INTEGRATION, RECORD, ATTENDEE);

    private final String head;
    private final Form<T, B> form;
    private final Function<T, Map<String, String>> unread;
    private final BiConsumer<B, Map<String, String>> carry;
    private final List<String> names;
    private final Set<String> known;

    private StoredKind(
            String head,
            Form<T, B> form,
            Function<T, Map<String, String>> unread,
            BiConsumer<B, Map<String, String>> carry) {
        this.head = head;
        this.form = form;
        this.unread = unread;
        this.carry = carry;
        List<String> declared = new ArrayList<>(List.of(head));
        form.names("", declared::add);
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
        new TreeMap<>(unread.apply(value)).forEach((name, text) -> {
            if (name.isEmpty() || name.contains("=") || name.contains("\n") || isKnown(name)) {
                throw new IllegalArgumentException("expected an unread name without = or a line break, and none of "
                        + head + " itself, but found another; leave what is carried unread as it was read");
            }
            sheet.line(name, text);
        });
        return sheet.text();
    }

    T read(String text) {
        Lines lines = Lines.of(text);
        lines.takeHead(head, VERSION);
        return form.read("", lines, builder -> {
            Map<String, String> left = lines.left();
            left.keySet().forEach(name -> refuseKnown(name, lines));
            carry.accept(builder, left);
        });
    }

    private void refuseKnown(String name, Lines lines) {
        if (isKnown(name)) {
            throw Lines.structure(lines.first(name), name, "indexes from 0 without a gap", "one beyond a gap");
        }
    }

    private boolean isKnown(String name) {
        return known.contains(name) || known.contains(INDEX.matcher(name).replaceAll("#"));
    }
}
