package io.holdfast.luma;

import io.holdfast.model.RemoteId;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.HostUnderFire;
import io.holdfast.proving.Overheard;
import io.holdfast.testkit.ManualTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A host under fire, the fake Luma that it imports from, and the rough road between them. */
final class UnderFire extends HostUnderFire {
    static final Instant START = Instant.parse("2031-03-14T09:00:00Z");
    static final String CALENDAR = "cal-Pier";

    final FakeLuma luma;
    final FakeLuma elsewhere = new FakeLuma();
    final RoughRoad road;

    UnderFire(Consumer<LumaOptions.Builder> options, SyncPolicy policy) {
        this(ManualTime.at(START), new FakeLuma(), options, policy);
    }

    private UnderFire(ManualTime time, FakeLuma luma, Consumer<LumaOptions.Builder> options, SyncPolicy policy) {
        this(time, luma, new RoughRoad(luma.baseUri()), options, policy);
    }

    private UnderFire(
            ManualTime time, FakeLuma luma, RoughRoad road, Consumer<LumaOptions.Builder> options, SyncPolicy policy) {
        super(time, overheard(time, road, options), policy, "secret-T0K3N", RemoteId.of("evt-Pier1"));
        this.luma = luma;
        this.road = road;
        luma.calendar(secret, CALENDAR);
        luma.event("evt-Pier1", CALENDAR, guests(ATTENDEES));
    }

    private static Overheard overheard(ManualTime time, RoughRoad road, Consumer<LumaOptions.Builder> options) {
        LumaOptions.Builder chosen = options(time, road);
        options.accept(chosen);
        return new Overheard(LumaConnector.create(options(time, road).build()), LumaConnector.create(chosen.build()));
    }

    /** With room for more requests than any row makes, unless a row says otherwise. */
    private static LumaOptions.Builder options(ManualTime time, RoughRoad road) {
        LumaOptions.Builder options = LumaOptions.builder();
        options.baseUri(road.baseUri()).time(time).requestsPerMinute(100_000);
        return options;
    }

    static String[] guests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Answers.guest(
                        "gst-" + i, "\"user_name\": \"Name" + i + " Testov\", \"approval_status\": \"approved\""))
                .toArray(String[]::new);
    }

    /** The people of a calendar are what is imported. */
    void channel(String calendar) {
        subject = SyncSubject.channel("our-members");
        remote = RemoteId.of(calendar);
        luma.people(CALENDAR, guests(ATTENDEES));
    }

    /** From now on the list goes on for ever: with the first so many guests again and again, or with nobody. */
    void endless(int guests) {
        AtomicInteger pages = new AtomicInteger();
        String rows = String.join(",", guests(guests));
        luma.answer(
                FireRow.PAGES,
                query -> FakeLuma.Reply.json(
                        200,
                        "{\"entries\": [" + rows + "], \"has_more\": true, \"next_cursor\": \"p"
                                + pages.incrementAndGet() + "\"}"));
    }

    @Override
    public void close() {
        super.close();
        road.close();
        luma.close();
        elsewhere.close();
    }
}
