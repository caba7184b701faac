package io.holdfast.eventbrite;

import io.holdfast.http.Texts;
import io.holdfast.model.RemoteId;
import io.holdfast.model.SubjectKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person pasted to name an event or an organization: its id, or the address of a page that tells it. An event's page
 * has the id at its end, {@code /e/harbour-data-night-tickets-880011223344}; the pages on which it is managed and the API
 * have it in their path, or in their query as {@code eid}. The page of an organizer, {@code /o/...}, tells none: an organizer
 * is no organization.
 */
final class PastedId {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9-]+\\.)*eventbrite(?:\\.[a-z]{2,3}){1,2}|www\\.eventbriteapi\\.com");
    private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
    private static final Pattern EVENT_PAGE = Pattern.compile("/(?:e|x)/(?:[^/]*-)?([0-9]{5,24})/?");
    private static final Pattern EVENT_PATH = Pattern.compile("(?:/[^/]+)*?/(?:events?|myevent)/([0-9]{5,24})(?:/.*)?");
    private static final Pattern EVENT_QUERY = Pattern.compile("(?:.*&)?eid=([0-9]{5,24})(?:&.*)?");
    private static final Pattern ORGANIZATION_PATH =
            Pattern.compile("(?:/[^/]+)*?/organizations?/([0-9]{5,24})(?:/.*)?");

    private PastedId() {}

    /** The id; empty if this names none. */
    static Optional<RemoteId> of(SubjectKind kind, String pasted) {
        String text = Texts.stripped(pasted);
        if (ID.matcher(text).matches()) {
            return Optional.of(RemoteId.of(text));
        }
        return address(text).flatMap(address -> id(kind, address)).map(RemoteId::of);
    }

    /** People copy addresses without their scheme as well. */
    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(SCHEME.matcher(text).matches() ? text : "https://" + text);
            return Optional.of(address).filter(PastedId::isOfEventbrite);
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    private static boolean isOfEventbrite(URI address) {
        return address.getHost() != null
                && HOST.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    private static Optional<String> id(SubjectKind kind, URI address) {
        String path = Optional.ofNullable(address.getPath()).orElse("");
        String query = Optional.ofNullable(address.getQuery()).orElse("");
        Stream<Matcher> told = kind == SubjectKind.CHANNEL
                ? Stream.of(ORGANIZATION_PATH.matcher(path))
                : Stream.of(EVENT_PAGE.matcher(path), EVENT_PATH.matcher(path), EVENT_QUERY.matcher(query));
        return told.filter(Matcher::matches).findFirst().map(match -> match.group(1));
    }
}
