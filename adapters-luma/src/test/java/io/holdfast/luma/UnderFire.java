package io.holdfast.luma;

import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.http.Hmac;
import io.holdfast.model.RemoteId;
import io.holdfast.model.Secret;
import io.holdfast.model.SyncSubject;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.proving.HostUnderFire;
import io.holdfast.proving.Overheard;
import io.holdfast.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A host under fire, the fake Luma that it imports from, and the rough road between them. */
final class UnderFire extends HostUnderFire {
    static final Instant START = Instant.parse("2031-03-14T09:00:00Z");
    static final String CALENDAR = "cal-Pier";
    private static final String SIGNED_WITH = "whsec_T0K3N";

    final FakeLuma luma;
    final FakeLuma elsewhere = new FakeLuma();
    final RoughRoad road;

    UnderFire(Consumer<LumaOptions.Builder> options, SyncPolicy policy) {
        this(options, policy, builder -> {});
    }

    private UnderFire(Consumer<LumaOptions.Builder> options, SyncPolicy policy, Consumer<SyncEngineBuilder> more) {
        this(ManualTime.at(START), new FakeLuma(), options, policy, more);
    }

    private UnderFire(
            ManualTime time,
            FakeLuma luma,
            Consumer<LumaOptions.Builder> options,
            SyncPolicy policy,
            Consumer<SyncEngineBuilder> more) {
        this(time, luma, new RoughRoad(luma.baseUri()), options, policy, more);
    }

    private UnderFire(
            ManualTime time,
            FakeLuma luma,
            RoughRoad road,
            Consumer<LumaOptions.Builder> options,
            SyncPolicy policy,
            Consumer<SyncEngineBuilder> more) {
        super(time, overheard(time, road, options), policy, "secret-T0K3N", RemoteId.of("evt-Pier1"), more);
        this.luma = luma;
        this.road = road;
        luma.calendar(secret, CALENDAR);
        luma.event("evt-Pier1", CALENDAR, guests(ATTENDEES));
    }

    /** One whom Luma delivers to; a webhook of theirs is made once it is asked for. */
    static UnderFire hearing() {
        UnderFire world = new UnderFire(
                options -> {}, SyncPolicy.defaults(), builder -> builder.webhooksAt("https://host.example/hooks/"));
        world.luma.answer("/v1/webhooks/list", FakeLuma.Reply.json(200, Answers.page()));
        world.luma.answer(
                "/v2/webhooks/create",
                FakeLuma.Reply.json(
                        200,
                        "{\"id\": \"wh-1\", \"event_types\": [\"*\"], \"status\": \"active\", \"secret\": \""
                                + SIGNED_WITH + "\"}"));
        return world;
    }

    /** What is answered to a delivery that was signed so long ago. */
    int delivered(String type, String data, Duration ago) {
        String body = "{\"type\":\"" + type + "\",\"data\":" + data + "}";
        String signedAt = Long.toString(time.instant().minus(ago).getEpochSecond());
        byte[] proof = Hmac.sha256(Secret.of(SIGNED_WITH), (signedAt + "." + body).getBytes(StandardCharsets.UTF_8));
        String address = engine.integrations()
                .webhookAddress(engine.integrations().list(ACME).get(0).id())
                .orElseThrow()
                .reveal();
        return delivered(address, "t=" + signedAt + ",v1=" + HexFormat.of().formatHex(proof), body);
    }

    int delivered(String address, String signature, String body) {
        return engine.webhooks()
                .receive(
                        "POST",
                        address.substring(address.lastIndexOf('/') + 1),
                        Map.of("Webhook-Signature", List.of(signature)),
                        body.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets time pass until Luma has a webhook of ours. */
    void awaitWebhook() {
        for (int turns = 0; turns < 10 && !isSubscribed(); turns++) {
            time.tick(Duration.ofSeconds(1));
            engine.runDue();
        }
        if (!isSubscribed()) {
            throw new AssertionError("expected a webhook to be made but none was");
        }
    }

    private boolean isSubscribed() {
        return engine.integrations().list(ACME).get(0).bookkeeping().route().stream()
                .anyMatch(route -> !route.subscriptions().isEmpty());
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
