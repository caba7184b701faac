package io.holdfast.eventbrite;

import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.FailureRow;
import io.holdfast.sandbox.EventbriteSandbox;
import io.holdfast.sandbox.Fault;
import java.util.function.Consumer;

/** One row of the failure table, met over the fake Eventbrite. */
final class FireRow extends FailureRow<UnderFire, Fault, FireRow> {
    private static final String PAGES = "/attendees/";

    private final EventbriteSandbox.Builder provider = EventbriteSandbox.builder();
    private Consumer<EventbriteOptions.Builder> options = chosen -> {};

    private FireRow(String name) {
        super(name, "Test.");
    }

    static FireRow row(String name) {
        return new FireRow(name);
    }

    FireRow provider(Consumer<EventbriteSandbox.Builder> set) {
        set.accept(provider);
        return this;
    }

    FireRow options(Consumer<EventbriteOptions.Builder> set) {
        options = set;
        return this;
    }

    @Override
    protected FireRow self() {
        return this;
    }

    @Override
    protected UnderFire world(SyncPolicy numbers) {
        return new UnderFire(provider, options, numbers);
    }

    @Override
    protected void inject(UnderFire world, int skipped, int times, Fault fault) {
        world.sandbox.inject(PAGES, skipped, times, fault);
    }
}
