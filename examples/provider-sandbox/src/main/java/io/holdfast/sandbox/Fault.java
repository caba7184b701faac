package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A way in which the provider, or the network in between, misbehaves once: another answer in place of the true one, the
 * true one with something changed, or the network breaking on it. Put in place with {@link ProviderSandbox#inject}.
 */
public final class Fault {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    private final Optional<Function<Dialect, Reply>> instead;
    private final Optional<BiConsumer<Dialect, ObjectNode>> change;
    private final boolean alwaysFromTheStart;
    private final Treatment treatment;
    private final Map<String, String> headers;
    private final boolean ofTheEdge;

    private Fault(
            Optional<Function<Dialect, Reply>> instead,
            Optional<BiConsumer<Dialect, ObjectNode>> change,
            boolean alwaysFromTheStart,
            Treatment treatment,
            Map<String, String> headers,
            boolean ofTheEdge) {
        this.instead = instead;
        this.change = change;
        this.alwaysFromTheStart = alwaysFromTheStart;
        this.treatment = treatment;
        this.headers = headers;
        this.ofTheEdge = ofTheEdge;
    }

    // another answer

    /**
     * Answers something else.
     *
     * @param status the status, a final one
     * @param contentType the content type
     * @param body the body; may be empty
     * @return the fault
     * @throws IllegalArgumentException if the status is no final one
     */
    public static Fault answer(int status, String contentType, String body) {
        Reply answer = Reply.of(status, contentType, body);
        return instead(dialect -> answer);
    }

    /**
     * Answers an error as the provider words it.
     *
     * @param status the status
     * @param error its constant, where the provider has such
     * @return the fault
     */
    public static Fault error(int status, String error) {
        return instead(dialect -> dialect.error(status, error));
    }

    /**
     * Answers a page of a gateway or firewall.
     *
     * @param status the status
     * @return the fault
     */
    public static Fault html(int status) {
        return instead(dialect -> dialect.page(status));
    }

    /** {@return the page of the firewall at the provider's edge, which turns away good tokens too} */
    public static Fault edgeBlock() {
        Fault page = html(403);
        return new Fault(page.instead, page.change, false, Treatment.NONE, Map.of(), true);
    }

    /**
     * Sends the client elsewhere.
     *
     * @param to where
     * @return the fault
     */
    public static Fault redirect(URI to) {
        return answer(302, HTML, "").header("Location", to.toString());
    }

    /**
     * Answers a success whose body goes on until nobody reads any more.
     *
     * @param beginning how it begins
     * @param filler what follows, again and again; not empty
     * @return the fault
     * @throws IllegalArgumentException if nothing follows
     */
    public static Fault endlessBody(String beginning, String filler) {
        require(!filler.isEmpty(), "something that goes on", "an empty text");
        byte[] first = beginning.getBytes(StandardCharsets.UTF_8);
        byte[] again = filler.repeat(Math.max(1, 8_192 / filler.length())).getBytes(StandardCharsets.UTF_8);
        Reply answer = new Reply(200, JSON, Reply.UNTOLD, out -> {
            out.write(first);
            while (!Thread.currentThread().isInterrupted()) {
                out.write(again);
            }
        });
        return instead(dialect -> answer);
    }

    // the true answer to a page of people, changed

    /** {@return the true answer, to which headers or a fault of the network can be added} */
    public static Fault none() {
        return treated(Treatment.NONE);
    }

    /** {@return a page that has no rows, and announces more} */
    public static Fault emptyPage() {
        AtomicInteger serial = new AtomicInteger();
        return changed(true, (dialect, answer) -> {
            dialect.rows(answer).removeAll();
            dialect.goOn(answer, "empty-" + serial.incrementAndGet());
        });
    }

    /** {@return a page, always the first one, that announces more under a new name each time} */
    public static Fault endlessPage() {
        AtomicInteger serial = new AtomicInteger();
        return changed(true, (dialect, answer) -> dialect.goOn(answer, "endless-" + serial.incrementAndGet()));
    }

    /**
     * A page, always the first one, whose announced places come back in a circle.
     *
     * @param length how many places the circle has, from 1
     * @return the fault
     * @throws IllegalArgumentException if it has none
     */
    public static Fault circle(int length) {
        require(length >= 1, "a circle of one place or more", length);
        AtomicInteger serial = new AtomicInteger();
        return changed(true, (dialect, answer) -> dialect.goOn(answer, "circle-" + serial.incrementAndGet() % length));
    }

    /** {@return a page that announces more and does not say where} */
    public static Fault moreWithoutPlace() {
        return changed(false, Dialect::goOnNowhere);
    }

    /** {@return a page that does not say whether more follows} */
    public static Fault withoutPagination() {
        return changed(false, Dialect::withoutPagination);
    }

    /** {@return a page whose first row belongs to another event} */
    public static Fault foreignRow() {
        return changed(false, (dialect, answer) -> dialect.foreign(firstRow(dialect, answer)));
    }

    /** {@return a page whose first row has no id} */
    public static Fault namelessRow() {
        return changed(false, (dialect, answer) -> firstRow(dialect, answer).remove("id"));
    }

    /** {@return a page that has its first row twice} */
    public static Fault doubledRow() {
        return changed(
                false,
                (dialect, answer) ->
                        dialect.rows(answer).add(firstRow(dialect, answer).deepCopy()));
    }

    /**
     * A page whose first row has another given name.
     *
     * @param firstName the name
     * @return the fault
     */
    public static Fault firstName(String firstName) {
        return changed(false, (dialect, answer) -> dialect.firstName(firstRow(dialect, answer), firstName));
    }

    // the network

    /** {@return an answer that never comes} */
    public static Fault stall() {
        return treated(Treatment.BEFORE_HEADERS, Treatment.Then.STALL);
    }

    /**
     * An answer that stops in its body.
     *
     * @param after after how many bytes of it
     * @return the fault
     */
    public static Fault stallInBody(int after) {
        return treated(after, Treatment.Then.STALL);
    }

    /** {@return a connection that closes in place of an answer} */
    public static Fault close() {
        return treated(Treatment.BEFORE_HEADERS, Treatment.Then.CLOSE);
    }

    /**
     * A body that is cut off.
     *
     * @param after after how many bytes of it
     * @return the fault
     */
    public static Fault truncate(int after) {
        return treated(after, Treatment.Then.CLOSE);
    }

    /** {@return a connection that is reset in place of an answer} */
    public static Fault reset() {
        return treated(Treatment.BEFORE_HEADERS, Treatment.Then.RESET);
    }

    /**
     * A connection that is reset in the body.
     *
     * @param after after how many bytes of it
     * @return the fault
     */
    public static Fault resetInBody(int after) {
        return treated(after, Treatment.Then.RESET);
    }

    /**
     * A body that drips.
     *
     * @param perByte how long each byte takes
     * @return the fault
     */
    public static Fault drip(Duration perByte) {
        return treated(new Treatment(Integer.MAX_VALUE, Treatment.Then.GO_ON, perByte));
    }

    /**
     * Adds a header, or puts another value in its place.
     *
     * @param name its name
     * @param value its value
     * @return this fault with that header
     */
    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(instead, change, alwaysFromTheStart, treatment, more, ofTheEdge);
    }

    /**
     * Lets the network break on this answer as well.
     *
     * @param network a fault of the network
     * @return this fault with that one
     */
    public Fault and(Fault network) {
        return new Fault(instead, change, alwaysFromTheStart, network.treatment, headers, ofTheEdge);
    }

    Optional<Reply> instead(Dialect dialect) {
        return instead.map(made -> made.apply(dialect));
    }

    void change(Dialect dialect, ObjectNode answer) {
        change.ifPresent(made -> made.accept(dialect, answer));
    }

    /** Whether the true answer is the one to the same list's first page. */
    boolean alwaysFromTheStart() {
        return alwaysFromTheStart;
    }

    /** Whether the request does not get past the edge, where nobody counts calls. */
    boolean isOfTheEdge() {
        return ofTheEdge;
    }

    Treatment treatment() {
        return treatment;
    }

    Map<String, String> headers(Dialect dialect) {
        Map<String, String> all = new LinkedHashMap<>(ofTheEdge ? dialect.edge() : Map.of());
        all.putAll(headers);
        return all;
    }

    private static void require(boolean fits, String expected, Object found) {
        if (!fits) {
            throw new IllegalArgumentException("expected " + expected + " but found " + found);
        }
    }

    private static Fault instead(Function<Dialect, Reply> instead) {
        return new Fault(Optional.of(instead), Optional.empty(), false, Treatment.NONE, Map.of(), false);
    }

    private static Fault changed(boolean alwaysFromTheStart, BiConsumer<Dialect, ObjectNode> change) {
        return new Fault(Optional.empty(), Optional.of(change), alwaysFromTheStart, Treatment.NONE, Map.of(), false);
    }

    private static Fault treated(int passing, Treatment.Then then) {
        return treated(new Treatment(passing, then, Duration.ZERO));
    }

    private static Fault treated(Treatment treatment) {
        return new Fault(Optional.empty(), Optional.empty(), false, treatment, Map.of(), false);
    }

    private static ObjectNode firstRow(Dialect dialect, ObjectNode answer) {
        return (ObjectNode) dialect.rows(answer).get(0);
    }
}
