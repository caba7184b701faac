package io.holdfast.model;

import io.holdfast.internal.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.immutables.value.Value;

/**
 * The provider's facts about one attendee; the host's own facts (a VIP mark, a local check-in) are none of them. Texts
 * hold no U+0000 and no lone surrogate. The engine rejects a row with texts of more than {@link #LONGEST} characters in all. All that tells who it is is left out of {@code toString}.
 */
@Value.Immutable
public interface Attendee {
    /** Characters that the texts of one record may have together: room for a long form, filled in at length. */
    int LONGEST = 256 * 1024;

    /** Fields that a profile may have; the engine rejects a row with more. */
    int MOST_PROFILE_FIELDS = 500;

    /** {@return the provider's id of it} */
    AttendeeId id();

    /** {@return the given name} */
    @Value.Redacted
    Optional<String> givenName();

    /** {@return the family name} */
    @Value.Redacted
    Optional<String> familyName();

    /** {@return the whole name as the provider writes it} */
    @Value.Redacted
    Optional<String> name();

    /** {@return the e-mail address; several attendees may share one} */
    @Value.Redacted
    Optional<String> email();

    /** {@return a telephone number} */
    @Value.Redacted
    Optional<String> phone();

    /** {@return the company} */
    @Value.Redacted
    Optional<String> company();

    /** {@return the job title} */
    @Value.Redacted
    Optional<String> jobTitle();

    /**
     * {@return what the provider tells of the person beyond all this, such as a birth date or the city of an address, by the
     * provider's own names} A field within another has both names, with a dot between them: {@code addresses.home.city}.
     */
    @Value.Redacted
    Map<String, String> profile();

    /** {@return whether the attendee comes} */
    Attendance attendance();

    /** {@return the provider's own word for that, as it came} */
    Optional<String> providerStatus();

    /** {@return whether the place is real but nobody has said who takes it} */
    boolean placeholder();

    /** {@return the tickets} */
    List<Admission> admissions();

    /** {@return answers to the organiser's questions, in the provider's order} */
    @Value.Redacted
    List<Answer> answers();

    /** {@return when the attendee registered, where the provider tells} */
    Optional<Instant> registeredAt();

    /** {@return when the provider last changed this record; whole seconds at most providers} */
    Optional<Instant> changedAt();

    /** {@return what a newer release stored beside all this} */
    UnknownFields unknownFields();

    /**
     * {@return whether another record tells the same, the change time left aside}
     *
     * @param other another record of the same attendee
     */
    default boolean tellsTheSameAs(Attendee other) {
        return other.changedAt().equals(changedAt())
                ? equals(other)
                : equals(other.toBuilder().changedAt(changedAt()).build());
    }

    /** {@return a builder; what is left out is not told, and it is no placeholder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds all parts of this} */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** Builds an {@link Attendee}. */
    final class Builder extends ImmutableAttendee.Builder {
        Builder() {
            placeholder(false).unknownFields(UnknownFields.NOTHING);
        }
    }

    /** {@return this record with texts that every store can take} */
    @Value.Check
    default Attendee cleaned() {
        if (isClean()) {
            return this;
        }
        return new Builder()
                .from(this)
                .id(AttendeeId.of(Text.storable(id().value())))
                .givenName(givenName().map(Text::storable))
                .familyName(familyName().map(Text::storable))
                .name(name().map(Text::storable))
                .email(email().map(Text::storable))
                .phone(phone().map(Text::storable))
                .company(company().map(Text::storable))
                .jobTitle(jobTitle().map(Text::storable))
                .providerStatus(providerStatus().map(Text::storable))
                .profile(storableProfile())
                .build();
    }

    /** Of names that become one when they are made storable, one field is kept. */
    private Map<String, String> storableProfile() {
        Map<String, String> storable = new TreeMap<>();
        profile().forEach((name, value) -> storable.put(Text.storable(name), Text.storable(value)));
        return storable;
    }

    /** Written out, because each attendee of each page comes by here. */
    private boolean isClean() {
        return Text.isStorable(id().value())
                && Text.isStorable(givenName())
                && Text.isStorable(familyName())
                && Text.isStorable(name())
                && Text.isStorable(email())
                && Text.isStorable(phone())
                && Text.isStorable(company())
                && Text.isStorable(jobTitle())
                && Text.isStorable(providerStatus())
                && (profile().isEmpty() || isProfileClean());
    }

    private boolean isProfileClean() {
        return profile().entrySet().stream()
                .allMatch(field -> Text.isStorable(field.getKey()) && Text.isStorable(field.getValue()));
    }
}
