package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Texts;
import io.holdfast.model.Attendee;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who one attendee is, while the members of the profile stream in. What the domain has no place for is kept by its name.
 *
 * <p>Where a buyer has not said yet who takes a place, Eventbrite writes "Info Requested" in place of what is not known. The
 * rest is told: the buyer's e-mail address, say.
 */
final class ProfileReader {
    private static final String PLACEHOLDER = "Info Requested";
    private static final List<String> PHONES = List.of("cell_phone", "work_phone", "home_phone");

    private final Json json;
    private @Nullable String name;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;
    private @Nullable String company;
    private @Nullable String jobTitle;
    private Map<String, String> more = Map.of();
    private boolean requested;

    ProfileReader(Json json) {
        this.json = json;
    }

    /** Reads the object that the reader stands on. */
    void read() throws IOException {
        for (String member = json.firstName(); member != null; member = json.nextName()) {
            read(member);
        }
    }

    private void read(String member) throws IOException {
        switch (member) {
            case "name" -> name = told();
            case "first_name" -> firstName = told();
            case "last_name" -> lastName = told();
            case "email" -> email = told();
            case "company" -> company = told();
            case "job_title" -> jobTitle = told();
            default -> keep(member);
        }
    }

    /** The text that it stands on, unless it says that it is still asked for. */
    private @Nullable String told() throws IOException {
        String text = json.filled();
        if (text == null || !isPlaceholder(text)) {
            return text;
        }
        requested = true;
        return null;
    }

    /** A whole name has it twice, or beside the part that is known. */
    private static boolean isPlaceholder(String text) {
        for (int at = 0; at + PLACEHOLDER.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, PLACEHOLDER, 0, PLACEHOLDER.length())) {
                return true;
            }
        }
        return false;
    }

    private void keep(String path) throws IOException {
        if (json.isObject()) {
            for (String member = json.firstName(); member != null; member = json.nextName()) {
                keep(path + "." + member);
            }
        } else {
            List<String> words = new ArrayList<>(1);
            json.texts((part, word) -> words.add(word));
            keep(path, String.join(", ", words));
        }
    }

    private void keep(String path, String value) {
        // one more than may be says that there are too many
        if (value.isEmpty() || isPlaceholder(value) || more.size() > Attendee.MOST_PROFILE_FIELDS) {
            return;
        }
        if (more.isEmpty()) {
            more = new LinkedHashMap<>();
        }
        more.put(path, value);
    }

    /** Tells it in the domain's words. */
    void tell(Attendee.Builder attendee) {
        Optional<String> whole = Texts.name(name, firstName, lastName);
        attendee.givenName(Optional.ofNullable(firstName))
                .familyName(Optional.ofNullable(lastName))
                .name(whole)
                .email(Optional.ofNullable(email))
                .phone(phone())
                .company(Optional.ofNullable(company))
                .jobTitle(Optional.ofNullable(jobTitle))
                .profile(more)
                .placeholder(requested && whole.isEmpty());
    }

    /** One telephone is the attendee's; further ones stay with the rest. */
    private Optional<String> phone() {
        return PHONES.stream().filter(more::containsKey).findFirst().map(more::remove);
    }
}
