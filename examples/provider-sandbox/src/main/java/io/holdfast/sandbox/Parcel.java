package io.holdfast.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * One delivery to be made.
 *
 * @param webhook the id of the webhook that has it sent
 * @param kind the action or type, as the provider words it
 * @param to where it goes; a secret
 * @param headers the headers of a try at an instant: a signature may bear it
 * @param body the body
 */
record Parcel(String webhook, String kind, URI to, Function<Instant, Map<String, String>> headers, String body) {}
