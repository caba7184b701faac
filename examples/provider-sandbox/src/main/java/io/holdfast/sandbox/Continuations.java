package io.holdfast.sandbox;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Places in lists behind opaque tokens, 76 characters as the provider's. Each token serves its own list alone. */
final class Continuations {
    private static final int BYTES = 57;

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Random random;

    Continuations(long seed) {
        random = new Random(seed);
    }

    synchronized String token(String list, int offset) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        places.put(token, new Place(list, offset));
        return token;
    }

    int offset(String list, String token) {
        return Optional.ofNullable(places.get(token))
                .filter(place -> place.list.equals(list))
                .map(Place::offset)
                .orElseThrow(() -> new Refusal(400, "BAD_CONTINUATION_TOKEN", "The continuation token is invalid."));
    }

    private record Place(String list, int offset) {}
}
