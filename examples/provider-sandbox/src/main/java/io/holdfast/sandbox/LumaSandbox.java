package io.holdfast.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fake Luma that answers over HTTP on loopback until closed. An account is a calendar here, and its secret an API key. Its
 * methods are what happens on the provider's side; all of them may be called by several threads.
 */
public final class LumaSandbox extends ProviderSandbox {
    private final AtomicInteger calendars = new AtomicInteger(1);
    private final AtomicInteger events = new AtomicInteger();
    private final Builder settings;
    private final LumaProvider provider;
    private final LumaKeys keys;
    private final String key;

    private LumaSandbox(Builder settings, LumaProvider provider) {
        super(settings, provider);
        this.settings = settings;
        this.provider = provider;
        keys = provider.keys();
        key = keys.issue(provider.owner());
    }

    private static LumaProvider provider(Builder settings) {
        return new LumaProvider(
                new LumaKeys(settings.seed),
                new LumaBudget(settings.clock),
                settings.requestsPerMinute,
                new LumaApi(new LumaPages(settings.pageSize, settings.cursorOnLastPage)),
                LumaCalendar.of(0, "North Pier Talks"),
                new LumaHooks(new Deliveries(settings.clock, settings.seed), settings.clock, settings.seed),
                new LumaDialect());
    }

    /** {@return a sandbox on a free port, with all defaults} */
    public static LumaSandbox start() {
        return builder().start();
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public URI baseUri() {
        return at("/");
    }

    /** {@return the API key of the first calendar} */
    @Override
    public String token() {
        return key;
    }

    /** {@return the id of the first calendar} */
    public String calendarId() {
        return provider.owner().id();
    }

    /** {@return a key that is good for every calendar, if the request names one in {@code x-luma-calendar-id}} */
    public String organisationKey() {
        return keys.organisationKey();
    }

    /**
     * Makes another calendar.
     *
     * @param name its name
     * @return its API key
     */
    @Override
    public String newAccount(String name) {
        return keys.issue(LumaCalendar.of(calendars.getAndIncrement(), name));
    }

    @Override
    public void revoke(String revoked) {
        keys.revoke(revoked);
    }

    @Override
    public void restore(String restored) {
        keys.restore(restored);
    }

    /**
     * Ends Luma Plus of a key's calendar: whatever is asked of it is forbidden.
     *
     * @param ofKey a key of the calendar, revoked or not
     * @throws IllegalArgumentException if it is no calendar's
     */
    public void lapsePlan(String ofKey) {
        keys.setPlus(keys.calendar(ofKey), false);
    }

    /**
     * Renews Luma Plus of a key's calendar.
     *
     * @param ofKey a key of the calendar, revoked or not
     * @throws IllegalArgumentException if it is no calendar's
     */
    public void renewPlan(String ofKey) {
        keys.setPlus(keys.calendar(ofKey), true);
    }

    @Override
    public LumaEvent event(String title, int attendees) {
        require(attendees >= 0, "no less than no attendees", attendees);
        int serial = events.getAndIncrement();
        String id = String.format(Locale.ROOT, "evt-Sand%011d", serial);
        LumaGenerator generator = new LumaGenerator(settings.seed, serial, id);
        LumaEvent event = new LumaEvent(id, calendarId(), title, settings.clock, generator);
        event.generate(attendees);
        event.tell(provider.hooks().of(event));
        provider.api().add(event);
        return event;
    }

    /**
     * Transfers an event to another calendar; the keys of all others are forbidden it from now on.
     *
     * @param event which event
     * @param toKey a key of that calendar
     * @throws IllegalArgumentException if it is no calendar's
     */
    public void transfer(LumaEvent event, String toKey) {
        event.moveTo(keys.calendar(toKey).id());
    }

    /**
     * Lets somebody follow the first calendar.
     *
     * @param firstName the given name
     * @param lastName the family name
     * @param email the address
     * @return the person, whom the calendar counts as its own from now on
     */
    public LumaPerson follow(String firstName, String lastName, String email) {
        LumaPerson person = LumaPerson.of(
                settings.clock.instant(),
                Optional.of(firstName),
                Optional.of(lastName),
                email,
                LumaGenerator.user(email));
        provider.api().follow(provider.owner(), person);
        provider.hooks().follows(provider.owner(), person, true);
        return person;
    }

    /**
     * Takes somebody who follows the first calendar out of it. Whoever has registered for an event stays one of its people.
     *
     * @param person whose id in the calendar
     * @throws IllegalArgumentException if nobody who follows it has that id
     */
    public void unfollow(String person) {
        Optional<LumaPerson> gone = provider.api().unfollow(provider.owner(), person);
        require(gone.isPresent(), "a person who follows the calendar", person);
        provider.hooks().follows(provider.owner(), gone.get(), false);
    }

    /**
     * Pauses all webhooks of the first calendar, as a person does at the provider.
     */
    public void pauseWebhooks() {
        provider.hooks().of(calendarId()).forEach(hook -> provider.hooks().pause(hook.id()));
    }

    /** Sets up a {@link LumaSandbox}. For one thread. */
    public static final class Builder extends ProviderSandbox.Builder<Builder> {
        private int requestsPerMinute = 200;
        private boolean cursorOnLastPage = true;

        private Builder() {}

        /**
         * Chooses how many requests a minute each calendar allows; one more is answered 429, and blocks it for a minute.
         *
         * @param number at least 1; the provider's 200 is the default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder requestsPerMinute(int number) {
            require(number >= 1, "at least one request a minute", number);
            requestsPerMinute = number;
            return this;
        }

        /**
         * Chooses whether the last page of a list names a cursor too.
         *
         * @param yes whether it does; as recorded, by default
         * @return this builder
         */
        public Builder cursorOnLastPage(boolean yes) {
            cursorOnLastPage = yes;
            return this;
        }

        @Override
        public LumaSandbox start() {
            return new LumaSandbox(this, provider(this));
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
