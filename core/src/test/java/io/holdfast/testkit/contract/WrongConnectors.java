package io.holdfast.testkit.contract;

import static io.holdfast.model.FailureKind.MALFORMED;
import static io.holdfast.model.FailureKind.PERMISSION;
import static io.holdfast.model.FailureKind.REJECTED;
import static io.holdfast.model.FailureKind.REMOTE_GONE;
import static io.holdfast.model.FailureKind.UNREACHABLE;

import io.holdfast.model.Account;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.AttendeePage;
import io.holdfast.model.CandidatePage;
import io.holdfast.model.Credential;
import io.holdfast.model.Cursor;
import io.holdfast.model.FailureKind;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.Capabilities;
import io.holdfast.port.Grant;
import io.holdfast.port.ProviderConnector.NamedAttendees;
import io.holdfast.port.ProviderException;
import io.holdfast.port.WebhookConnector;
import io.holdfast.webhook.DeliveryContent;
import io.holdfast.webhook.Subscription;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connectors that are wrong in one place each. */
final class WrongConnectors {
    private static final String CONSTANTS = "its name and what it can do are constants";
    private static final String REFUSED = "a refused credential is suspected, and does not show";
    private static final String LISTED = "what can be imported is listed, and the list ends";
    private static final String MISSING = "what is not there is gone, to a description and to a full scan";
    private static final String SCANNED = "a full scan sees every attendee and ends";
    private static final String ALIKE = "one event reads alike for two workspaces";
    private static final String AT_ONCE = "several threads may read at once";
    private static final String NEWER = "changes leave out what is older, and bring what is newer";
    private static final String JUST_THEN = "changes bring what changed at the very instant";
    private static final String FORGOTTEN = "a place that is no longer known is refused as such";
    private static final String NAMED = "attendees asked for by id are told as the list tells them";
    private static final String NOT_THERE = "whoever is asked for by id and not there is missing";
    private static final String TOGETHER = "several are described as each is alone";
    private static final String ONLY = "of several only those are described that were asked for and are there";
    private static final String INTERRUPTED = "an interrupted call ends soon, and its thread stays interrupted";

    private static final String GENUINE = "a delivery is genuine if the provider sent it, and not otherwise";
    private static final String READ = "whatever stands in the body of a delivery, reading it throws nothing";
    private static final String ANSWERED = "each delivery is answered with a status that ends no subscription";
    private static final String SUBSCRIBED =
            "a subscription is listed once it is made, and made, renewed and removed again";

    private WrongConnectors() {}

    /** Wrong in one call about deliveries. */
    private static WrongConnector hooks(
            String name, String caughtBy, String call, BiFunction<Supplier<Object>, String, @Nullable Object> wrong) {
        return WrongConnector.wrong(name, caughtBy)
                .at(
                        "webhooks",
                        asked -> Proxy.newProxyInstance(
                                WrongConnectors.class.getClassLoader(),
                                new Class<?>[] {WebhookConnector.class},
                                (self, method, arguments) -> {
                                    Supplier<Object> right = () -> {
                                        try {
                                            return method.invoke(asked.right(), arguments);
                                        } catch (ReflectiveOperationException thrown) {
                                            throw new IllegalStateException(thrown);
                                        }
                                    };
                                    return method.getName().equals(call) ? wrong.apply(right, call) : right.get();
                                }));
    }

    private static Object orThrow(Object read) {
        if (((DeliveryContent) read).kind() == DeliveryContent.Kind.MALFORMED) {
            throw new IllegalStateException("no such member");
        }
        return read;
    }

    private static Object insteadOf(int status, Object right, int wrong) {
        return right.equals(status) ? wrong : right;
    }

    private static Subscription paused(Object made) {
        Subscription one = (Subscription) made;
        return new Subscription(one.id(), one.scope(), false, one.secret());
    }

    static List<WrongConnector> all() {
        AtomicInteger serial = new AtomicInteger();
        return List.of(
                hooks("TakesWhateverIsSent", GENUINE, "isGenuine", (right, call) -> true),
                hooks("ThrowsForABody", READ, "read", (right, call) -> orThrow(right.get())),
                hooks("SaysThatItIsGone", ANSWERED, "status", (right, call) -> 410),
                hooks("IsAtFaultForABody", ANSWERED, "status", (right, call) -> insteadOf(400, right.get(), 500)),
                hooks("RemovesNothing", SUBSCRIBED, "remove", (right, call) -> null),
                hooks("MakesWhatDoesNotDeliver", SUBSCRIBED, "create", (right, call) -> paused(right.get())),
                WrongConnector.wrong("ChangesItsName", CONSTANTS)
                        .at("provider", asked -> ProviderId.of("p" + serial.incrementAndGet())),
                WrongConnector.wrong("DeclaresAnotherKind", CONSTANTS)
                        .at("capabilities", WrongConnectors::channelsOnly),
                WrongConnector.wrong("ChangesTheAccount", "a valid credential names its account")
                        .at(
                                "identify",
                                asked -> new Account(
                                        ((Account) asked.right()).id() + serial.incrementAndGet(), "label")),
                WrongConnector.wrong("ShowsTheCredential", REFUSED, suspects("identify"))
                        .at("identify", WrongConnectors::showing),
                WrongConnector.wrong("SuspectsNothingAtIdentify", REFUSED, suspects("identify"))
                        .failing("identify", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("SuspectsNothingAtCandidates", suspects("candidates"))
                        .failing("candidates", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("SuspectsNothingAtDescribe", suspects("describe"))
                        .failing("describe", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("SuspectsNothingAtDescribeAll", suspects("describe all"))
                        .failing("describeAll", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("DescribesOtherwiseTogether", TOGETHER)
                        .at("describeAll", asked -> asked.described(told -> told.title("Another"))),
                WrongConnector.wrong("DescribesWhatIsNotThere", ONLY).at("describeAll", WrongConnectors::everything),
                WrongConnector.wrong("SuspectsNothingAtAttendees", suspects("attendees"))
                        .failing("attendees", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("SuspectsNothingAtChanges", suspects("changes"))
                        .failing("changes", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("SuspectsNothingAtNamed", suspects("named"))
                        .failing("named", WrongConnectors::refused, of(UNREACHABLE)),
                WrongConnector.wrong("MissesWhoIsThere", NAMED).at("named", WrongConnectors::misses),
                WrongConnector.wrong("ForgetsWhoIsMissing", NOT_THERE)
                        .at("named", asked -> NamedAttendees.found(((NamedAttendees) asked.right()).found())),
                WrongConnector.wrong(
                                "OutageIsMissing",
                                "named tells an outage as one",
                                "named suspects nothing in an outage")
                        .instead("named", is(RemoteFault.OUTAGE), WrongConnectors::nobody),
                WrongConnector.wrong("CandidatesNeverEnd", LISTED)
                        .at(
                                "candidates",
                                asked -> new CandidatePage(
                                        asked.candidates().items(), Optional.of(Cursor.of("0")), List.of())),
                WrongConnector.wrong("OmitsTheEvent", LISTED)
                        .at(
                                "candidates",
                                asked -> new CandidatePage(
                                        asked.candidates().items().subList(1, 1), Optional.empty(), List.of())),
                WrongConnector.wrong("KeepsBlanks", "an id with blanks around it names what the id names")
                        .at(
                                "remote",
                                asked -> Optional.of((String) asked.arguments().get(1))
                                        .filter(id -> !id.isBlank())
                                        .map(RemoteId::of)),
                WrongConnector.wrong("DescribesAnother", "a description is of what was asked for", TOGETHER)
                        .at("describe", WrongConnectors::another),
                WrongConnector.wrong("GoneIsAnOutage", MISSING, gone("describe"))
                        .failing("describe", is(REMOTE_GONE), of(UNREACHABLE)),
                WrongConnector.wrong("GoneIsEmpty", MISSING, gone("attendees"))
                        .instead("attendees", is(REMOTE_GONE), asked -> empty()),
                WrongConnector.wrong("FullScanNeverEnds", SCANNED, ALIKE, AT_ONCE, NEWER, JUST_THEN)
                        .at("attendees", WrongConnectors::endless),
                WrongConnector.wrong("ReadsOnePage", SCANNED, ALIKE, AT_ONCE).at("attendees", WrongConnectors::ended),
                WrongConnector.wrong(
                                "ReadsOnePageOfChanges",
                                "changes are read from an instant on, and their list ends",
                                JUST_THEN)
                        .at("changes", WrongConnectors::ended),
                WrongConnector.wrong("ServesAPageOnce", "the same place gives the same rows again", ALIKE, AT_ONCE)
                        .each("attendees", WrongConnectors::once),
                WrongConnector.wrong("IgnoresSince", NEWER).at("changes", asked -> asked.since(Instant.EPOCH)),
                WrongConnector.wrong("SinceIsExclusive", JUST_THEN)
                        .at("changes", asked -> asked.since(asked.since().plusNanos(1))),
                WrongConnector.wrong("KnowsOneWorkspace", ALIKE).each("attendees", WrongConnectors::ofTheFirst),
                WrongConnector.wrong("TellsItsOwnTime", "a page bears the time of the provider's clock")
                        .at(
                                "attendees",
                                asked -> asked.page().toBuilder()
                                        .asOf(LinkSamples.NOW)
                                        .build()),
                WrongConnector.wrong("TakesForeignRows", "a row of another event is no attendee")
                        .at("attendees", WrongConnectors::withForeignRow),
                WrongConnector.wrong("OpenEndIsTheEnd", "a list that does not say whether it ended is malformed")
                        .instead("attendees", is(RemoteFault.OPEN_END), asked -> empty()),
                WrongConnector.wrong("ForgottenPlaceIsMalformed", FORGOTTEN)
                        .failing("attendees", is(FailureKind.CURSOR_REFUSED), of(MALFORMED)),
                WrongConnector.wrong("ForgottenPlaceStartsOver", FORGOTTEN)
                        .instead("attendees", is(FailureKind.CURSOR_REFUSED), WrongConnector.Asked::page),
                WrongConnector.wrong("ForgetsTheWait", "attendees tells the wait that is asked for in seconds")
                        .failing("attendees", is(RemoteFault.WAIT_IN_SECONDS), of(UNREACHABLE)),
                WrongConnector.wrong("WaitsForMilliseconds", "changes tells the wait that is asked for in seconds")
                        .failing("changes", is(RemoteFault.WAIT_IN_SECONDS), wait(RemoteWorld.WAIT.dividedBy(1000))),
                WrongConnector.wrong("ReadsNoDate", "candidates tells the wait that is asked for by a date")
                        .failing("candidates", is(RemoteFault.WAIT_UNTIL_DATE), wait(Duration.ZERO)),
                WrongConnector.wrong("GuessesNoWait", "describe tells to wait though nobody says how long")
                        .failing("describe", is(RemoteFault.WAIT_UNTOLD), wait(Duration.ZERO)),
                WrongConnector.wrong("OutageIsFinal", "candidates tells an outage as one")
                        .failing("candidates", is(RemoteFault.OUTAGE), of(REJECTED)),
                WrongConnector.wrong("OutageSuspects", "identify suspects nothing in an outage")
                        .failing("identify", is(RemoteFault.OUTAGE), ProviderException::suspectingCredential),
                WrongConnector.wrong("TakesHalfAPage", "attendees takes nothing of an answer that breaks off")
                        .instead("attendees", is(RemoteFault.BROKEN), asked -> empty()),
                WrongConnector.wrong("FollowsARedirect", "attendees fails at a redirect and does not follow it")
                        .instead("attendees", is(RemoteFault.REDIRECT), WrongConnector.Asked::page),
                WrongConnector.wrong("FollowsARedirectAndFails", "describe fails at a redirect and does not follow it")
                        .instead("describe", is(RemoteFault.REDIRECT), WrongConnectors::twice),
                WrongConnector.wrong("ForbiddenIsAnOutage", "attendees tells apart what may not be read from an outage")
                        .failing("attendees", is(PERMISSION), of(UNREACHABLE)),
                WrongConnector.wrong("ForgetsTheInterrupt", INTERRUPTED)
                        .failing("attendees", failure -> Thread.interrupted(), of(UNREACHABLE)),
                WrongConnector.wrong("IgnoresTheInterrupt", INTERRUPTED)
                        .instead("attendees", failure -> Thread.interrupted(), WrongConnector.Asked::page));
    }

    private static String suspects(String call) {
        return call + " suspects a credential that was revoked";
    }

    private static String gone(String call) {
        return call + " tells that an event is gone which was there";
    }

    private static boolean refused(ProviderException failure) {
        return failure.suspectsCredential() && failure.kind() == UNREACHABLE;
    }

    private static Predicate<ProviderException> is(FailureKind kind) {
        return failure -> failure.kind() == kind;
    }

    private static Predicate<ProviderException> is(RemoteFault fault) {
        return failure -> fault.name().equals(failure.getMessage());
    }

    private static UnaryOperator<ProviderException> of(FailureKind kind) {
        return failure -> ProviderException.of(kind, "wrong");
    }

    private static UnaryOperator<ProviderException> wait(Duration wait) {
        return failure -> ProviderException.rateLimited(wait, "wrong");
    }

    private static Capabilities channelsOnly(WrongConnector.Asked asked) {
        return ((Capabilities) asked.right())
                .toBuilder().kinds(Set.of(SubjectKind.CHANNEL)).build();
    }

    private static Object showing(WrongConnector.Asked asked) {
        try {
            return asked.right();
        } catch (ProviderException failure) {
            String key = ((Credential) asked.arguments().get(0)).bearer().reveal();
            ProviderException showing = ProviderException.of(failure.kind(), "found " + key);
            throw failure.suspectsCredential() ? showing.suspectingCredential() : failure;
        }
    }

    private static RemoteSubject another(WrongConnector.Asked asked) {
        RemoteRef other = new RemoteRef(SubjectKind.EVENT, RemoteId.of("another"));
        asked.right();
        return RemoteSubject.builder().ref(other).title("Another").build();
    }

    private static List<RemoteSubject> everything(WrongConnector.Asked asked) {
        List<RemoteSubject> all = new ArrayList<>(asked.described(told -> told));
        RemoteRef other = new RemoteRef(SubjectKind.EVENT, RemoteId.of("another"));
        all.add(RemoteSubject.builder().ref(other).title("Another").build());
        return all;
    }

    private static AttendeePage empty() {
        return AttendeePage.builder().asOf(LinkSamples.NOW).build();
    }

    private static AttendeePage endless(WrongConnector.Asked asked) {
        AttendeePage page = asked.page();
        return page.toBuilder()
                .next(page.next().or(() -> Optional.of(Cursor.of("0"))))
                .build();
    }

    private static AttendeePage ended(WrongConnector.Asked asked) {
        return asked.page().toBuilder().next(Optional.empty()).build();
    }

    private static WrongConnector.Wrong once() {
        Set<Object> served = ConcurrentHashMap.newKeySet();
        return asked -> served.add(asked.arguments().get(2)) ? asked.page() : empty();
    }

    private static WrongConnector.Wrong ofTheFirst() {
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        return asked -> {
            seen.add(((Grant) asked.arguments().get(0)).credential());
            return seen.size() == 1 ? asked.page() : empty();
        };
    }

    /** Only a page that lost a row for being another event's has nine. */
    private static AttendeePage withForeignRow(WrongConnector.Asked asked) {
        AttendeePage page = asked.page();
        Attendee foreign = Attendee.builder()
                .id(AttendeeId.of("attendee-0"))
                .attendance(Attendance.ATTENDING)
                .build();
        return page.attendees().size() == 9
                ? page.toBuilder().addAttendees(foreign).build()
                : page;
    }

    private static NamedAttendees misses(WrongConnector.Asked asked) {
        asked.right();
        return nobody(asked);
    }

    private static NamedAttendees nobody(WrongConnector.Asked asked) {
        Set<AttendeeId> missing = new HashSet<>();
        ((Set<?>) asked.arguments().get(2)).forEach(id -> missing.add((AttendeeId) id));
        return new NamedAttendees(empty(), missing);
    }

    private static Object twice(WrongConnector.Asked asked) {
        asked.right();
        throw ProviderException.of(FailureKind.INTERNAL, "wrong");
    }
}
