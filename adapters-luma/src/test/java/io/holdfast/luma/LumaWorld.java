package io.holdfast.luma;

import io.holdfast.http.Hmac;
import io.holdfast.luma.FakeLuma.Reply;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.Secret;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.sandbox.OneAnswer;
import io.holdfast.testkit.contract.RemoteFault;
import io.holdfast.testkit.contract.RemoteWorld;
import io.holdfast.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small Luma, as the checks of its connector want it. A guest does not say of which event, so none can be foreign. */
final class LumaWorld implements RemoteWorld {
    private static final int GUESTS = 130;
    private static final String EVENT = "evt-Pier1";
    private static final String GUEST_LIST = "/v1/events/guests/list";
    private static final String KEY = "secret-T0K3N";
    private static final String OTHER_KEY = "secret-other-T0K3N";

    private final FakeLuma luma = new FakeLuma();
    private ProviderConnector connector = LumaConnector.create(luma.options().build());

    LumaWorld() {
        luma.calendar(KEY, "cal-Pier");
        luma.calendar(OTHER_KEY, "cal-Pier");
        luma.event(
                EVENT,
                "cal-Pier",
                IntStream.range(0, GUESTS)
                        .mapToObj(i -> Answers.guest("gst-" + i, "\"approval_status\": \"approved\""))
                        .toArray(String[]::new));
    }

    @Override
    public boolean produce(RemoteFault fault) {
        Reply busy = Reply.json(429, Answers.REFUSED);
        switch (fault) {
            case REVOKED -> luma.revoke(KEY);
            case FORBIDDEN -> luma.event(EVENT, "cal-Other");
            case GONE -> luma.cancel(EVENT);
            case WAIT_IN_SECONDS -> luma.answerAll(busy.with("Retry-After", "" + WAIT.toSeconds()));
            case WAIT_UNTIL_DATE ->
                luma.answerAll(busy.with("Retry-After", httpDate(Instant.now().plus(WAIT))));
            case WAIT_UNTOLD -> luma.answerAll(busy);
            case OUTAGE -> luma.answerAll(Reply.json(503, Answers.REFUSED));
            case BROKEN -> luma.answerAll(Reply.json(200, "{\"entries\": [{\"id\": \"gst-1\", \"approval"));
            case REDIRECT -> luma.answerAll(Reply.json(302, "").with("Location", luma.baseUri() + "elsewhere"));
            case SILENT -> luma.answer(GUEST_LIST, query -> never());
            case OPEN_END -> luma.answer(GUEST_LIST, Reply.json(200, "{\"entries\": []}"));
            case FORGOTTEN_PLACE -> luma.answer(GUEST_LIST, Reply.json(400, Answers.REFUSED));
            case OTHER_CLOCK ->
                connector = LumaConnector.create(LumaOptions.builder()
                        .baseUri(OneAnswer.at(httpDate(ANOTHER_TIME), Answers.page()))
                        .build());
            case FOREIGN_ROW -> {
                return false;
            }
        }
        return true;
    }

    private static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    private static Reply never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return Reply.json(503, Answers.REFUSED);
    }

    @Override
    public boolean strayed() {
        return luma.asked().contains("/elsewhere");
    }

    @Override
    public ProviderConnector connector() {
        return connector;
    }

    @Override
    public Credential credential() {
        return Credential.apiKey(KEY);
    }

    @Override
    public Credential otherCredential() {
        return Credential.apiKey(OTHER_KEY);
    }

    @Override
    public Credential refusedCredential() {
        return Credential.apiKey("secret-of-nobody-T0K3N");
    }

    @Override
    public RemoteRef remote() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of(EVENT));
    }

    @Override
    public Optional<Delivery> delivery(Secret secret, Instant now) {
        String body =
                "{\"type\": \"guest.updated\", \"data\": {\"id\": \"gst-0\", \"event\": {\"id\": \"" + EVENT + "\"}}}";
        String signedAt = Long.toString(now.getEpochSecond());
        byte[] proof = Hmac.sha256(secret, (signedAt + "." + body).getBytes(StandardCharsets.UTF_8));
        String signature = "t=" + signedAt + ",v1=" + HexFormat.of().formatHex(proof);
        return Optional.of(
                Delivery.of(Map.of("Webhook-Signature", List.of(signature)), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Secret> webhookAddress() {
        return Optional.of(Secret.of("https://host.example/hooks/secret"));
    }

    @Override
    public Set<AttendeeId> attendees() {
        return IntStream.range(0, GUESTS)
                .mapToObj(i -> AttendeeId.of("gst-" + i))
                .collect(Collectors.toSet());
    }

    @Override
    public RemoteRef missing() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of("evt-Nowhere"));
    }

    @Override
    public void close() {
        luma.close();
    }
}
