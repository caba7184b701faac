package io.holdfast.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One fake provider behind the front door: its words, its limits, its routes. */
interface Provider {
    /** The words in which it errs and pages. */
    Dialect dialect();

    /**
     * Counts a request that got past the edge, and puts the headers of each answer to it, a fault's too; answers at once
     * whoever has asked too often.
     */
    Optional<Reply> admit(HttpExchange exchange);

    /** Answers a request; a fault may change the true answer. */
    Reply answer(HttpExchange exchange, Optional<Fault> fault) throws IOException;

    /** How its webhooks are delivered to. */
    Deliveries deliveries();

    /** What the routes are asked; a fault may answer each place of a list with its first page. */
    default URI asked(HttpExchange exchange, Optional<Fault> fault) {
        URI uri = exchange.getRequestURI();
        return fault.filter(Fault::alwaysFromTheStart).isPresent()
                ? URI.create(uri.toString().replaceAll("(?<=[?&])" + dialect().place() + "=[^&]*&?", ""))
                : uri;
    }

    /** A header of a request. */
    static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
