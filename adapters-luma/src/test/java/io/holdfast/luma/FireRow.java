package io.holdfast.luma;

import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.FailureRow;
import java.util.function.Consumer;

/** One row of the failure table, met on the rough road to a fake Luma. */
final class FireRow extends FailureRow<UnderFire, Fault, FireRow> {
    static final String PAGES = "/v1/events/guests/list";
    static final String PEOPLE = "/v1/calendars/contacts/list";
    static final String EVENT = "/v1/events/get";
    static final String WHO = "/v1/calendars/get";

    private Consumer<LumaOptions.Builder> options = chosen -> {};

    private FireRow(String name) {
        super(name, "Testov");
    }

    static FireRow row(String name) {
        return new FireRow(name);
    }

    FireRow options(Consumer<LumaOptions.Builder> set) {
        options = set;
        return this;
    }

    /** Each look at the event. */
    FireRow everyLook(Fault fault) {
        return on(EVENT, 0, ALWAYS, fault);
    }

    FireRow firstLookOnce(Fault fault) {
        return on(EVENT, 0, 1, fault);
    }

    /** Each question of whose key it is, from now on. */
    FireRow everyQuestion(Fault fault) {
        return on(WHO, 0, ALWAYS, fault);
    }

    FireRow on(String path, int skipped, int times, Fault fault) {
        return attack(world -> world.road.inject(path, skipped, times, fault));
    }

    @Override
    protected FireRow self() {
        return this;
    }

    @Override
    protected UnderFire world(SyncPolicy numbers) {
        return new UnderFire(options, numbers);
    }

    @Override
    protected void inject(UnderFire world, int skipped, int times, Fault fault) {
        world.road.inject(PAGES, skipped, times, fault);
    }
}
