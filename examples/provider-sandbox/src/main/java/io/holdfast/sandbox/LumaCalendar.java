package io.holdfast.sandbox;

import java.util.Locale;

/** A calendar of the fake Luma. */
record LumaCalendar(String id, String name) {
    static LumaCalendar of(int serial, String name) {
        return new LumaCalendar(String.format(Locale.ROOT, "cal-Sand%011d", serial), name);
    }

    String slug() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
