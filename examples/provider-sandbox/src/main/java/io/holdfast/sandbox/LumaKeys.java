package io.holdfast.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask the fake Luma: keys of one calendar each, one of an organisation with all of them, and those that count no more. */
final class LumaKeys {
    private final Map<String, LumaCalendar> calendars = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final Set<String> lapsed = new HashSet<>();
    private final Secrets secrets;
    private final String organisationKey;

    LumaKeys(long seed) {
        secrets = new Secrets(seed);
        organisationKey = invent();
    }

    String organisationKey() {
        return organisationKey;
    }

    synchronized String issue(LumaCalendar calendar) {
        String key = invent();
        calendars.put(key, calendar);
        return key;
    }

    synchronized void revoke(String key) {
        revoked.add(key);
    }

    synchronized void restore(String key) {
        revoked.remove(key);
    }

    /** Whose key this is, or was. */
    synchronized LumaCalendar calendar(String key) {
        return Optional.ofNullable(calendars.get(key))
                .orElseThrow(() ->
                        new IllegalArgumentException("expected a key of a calendar of this sandbox but found another"));
    }

    synchronized void setPlus(LumaCalendar calendar, boolean plus) {
        if (plus) {
            lapsed.remove(calendar.id());
        } else {
            lapsed.add(calendar.id());
        }
    }

    synchronized boolean hasPlus(LumaCalendar calendar) {
        return !lapsed.contains(calendar.id());
    }

    /** Whether it is a key that counts. */
    synchronized boolean counts(String key) {
        return !revoked.contains(key) && (isOrganisations(key) || calendars.containsKey(key));
    }

    boolean isOrganisations(String key) {
        return organisationKey.equals(key);
    }

    /** The calendar that is asked: the key's, or the one that an organisation's key names. */
    synchronized Optional<LumaCalendar> asked(String key, Optional<String> named) {
        return isOrganisations(key)
                ? calendars.values().stream()
                        .filter(calendar -> named.filter(calendar.id()::equals).isPresent())
                        .findFirst()
                : Optional.of(calendar(key));
    }

    private String invent() {
        return "secret-" + secrets.next();
    }
}
