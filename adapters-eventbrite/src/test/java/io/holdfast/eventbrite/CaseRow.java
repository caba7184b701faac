package io.holdfast.eventbrite;

import java.util.function.Consumer;

/** One case: what it is about, and what has to come of it. */
record CaseRow(String name, Consumer<CannedEventbrite> check) {
    void run() {
        try (CannedEventbrite eventbrite = new CannedEventbrite()) {
            check.accept(eventbrite);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
