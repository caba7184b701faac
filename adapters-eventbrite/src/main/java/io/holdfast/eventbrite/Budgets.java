package io.holdfast.eventbrite;

import io.holdfast.model.Quota;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code x-rate-limit} tells of the two budgets that a call costs: that of the token, and that of the application's key.
 * Their names in it may be the token itself, so they are not kept.
 */
final class Budgets {
    /** Documented; told of a budget that does not say when its window ends, it makes the pace the slowest. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final Pattern BUDGET =
            Pattern.compile("(token|key):\\S* +(\\d{1,9})/(\\d{1,9})(?: +reset=(\\d{1,9})s)?(?: .*)?");

    private Budgets() {}

    static List<Quota> read(HttpHeaders headers) {
        return headers.allValues("x-rate-limit").stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .flatMap(entry -> budget(entry.strip()).stream())
                .toList();
    }

    private static Optional<Quota> budget(String entry) {
        Matcher budget = BUDGET.matcher(entry);
        if (!budget.matches()) {
            return Optional.empty();
        }
        long limit = Long.parseLong(budget.group(3));
        Duration resetsIn = Optional.ofNullable(budget.group(4))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(WINDOW);
        Quota.Bucket bucket = budget.group(1).equals("key") ? Quota.Bucket.APPLICATION : Quota.Bucket.TOKEN;
        return limit == 0
                ? Optional.empty()
                : Optional.of(new Quota(bucket, limit, Long.parseLong(budget.group(2)), resetsIn));
    }
}
