package io.holdfast.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A fake provider that answers over HTTP on loopback until closed. Its methods are what happens on the provider's side; all
 * of them may be called by several threads.
 */
public abstract sealed class ProviderSandbox implements AutoCloseable permits EventbriteSandbox, LumaSandbox {
    private final FrontDoor door;
    private final Deliveries deliveries;

    ProviderSandbox(Builder<?> settings, Provider provider) {
        door = new FrontDoor(settings.port, settings.certificate, settings.latency, provider);
        deliveries = provider.deliveries();
    }

    /** {@return where the API answers, with a slash at its end} */
    public abstract URI baseUri();

    /** {@return a secret that works, of the first account} */
    public abstract String token();

    /**
     * Makes another account with nothing in it.
     *
     * @param name its name
     * @return a secret of its
     */
    public abstract String newAccount(String name);

    /**
     * Makes an event of the first account that starts in three days.
     *
     * @param title its title
     * @param attendees how many people are invented for it
     * @return the event
     * @throws IllegalArgumentException if the number is negative
     */
    public abstract ProviderEvent<?> event(String title, int attendees);

    /**
     * Ends a secret, as a person does at the provider. One that is none stays none.
     *
     * @param revoked which secret
     */
    public abstract void revoke(String revoked);

    /**
     * Lets a revoked secret count again, for the same account. One that is none stays none.
     *
     * @param restored which secret
     */
    public abstract void restore(String restored);

    /**
     * Blocks every request at the provider's edge, whoever asks and for what, as {@link Fault#edgeBlock} does one. Faults
     * that were put in place wait meanwhile.
     *
     * @param on whether it does
     */
    public void edgeBlock(boolean on) {
        door.block(on);
    }

    /**
     * Lets the next answers misbehave.
     *
     * @param pathContains for requests whose method, path and query, as {@link #calls} has them, contain this
     * @param times how often
     * @param fault how
     * @throws IllegalArgumentException if the times are negative
     */
    public void inject(String pathContains, int times, Fault fault) {
        inject(pathContains, 0, times, fault);
    }

    /**
     * Lets later answers misbehave.
     *
     * @param pathContains for requests whose method, path and query, as {@link #calls} has them, contain this
     * @param skipped how many of them are answered as always before
     * @param times how often
     * @param fault how
     * @throws IllegalArgumentException if a number is negative
     */
    public void inject(String pathContains, int skipped, int times, Fault fault) {
        require(skipped >= 0, "no less than none skipped", skipped);
        require(times >= 0, "no less than no times", times);
        door.faults().add(pathContains, skipped, times, fault);
    }

    /** {@return how webhooks are delivered to, to be disturbed} */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** {@return how many bytes clients have sent in all, credentials included; of a TLS handshake none count} */
    public long bytesReceived() {
        return door.bytesReceived();
    }

    /** {@return how many requests were answered} */
    public int requests() {
        return door.requests();
    }

    /** {@return each request's method, path and query, oldest first; no token, code or secret is in it} */
    public List<String> calls() {
        return door.calls();
    }

    /** Stops answering. Closing again does nothing. */
    @Override
    public void close() {
        deliveries.close();
        door.close();
    }

    URI at(String path) {
        return door.at(path);
    }

    static void require(boolean fits, String expected, Object found) {
        if (!fits) {
            throw new IllegalArgumentException("expected " + expected + " but found " + found);
        }
    }

    /**
     * Sets up a sandbox. For one thread.
     *
     * @param <B> what each choice gives back
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits EventbriteSandbox.Builder, LumaSandbox.Builder {
        private int port;
        private Duration latency = Duration.ZERO;
        private Optional<SandboxCertificate> certificate = Optional.empty();
        long seed = 42;
        int pageSize = 50;
        InstantSource clock = InstantSource.system();

        Builder() {}

        /**
         * Chooses the port.
         *
         * @param number the port; 0, the default, takes a free one
         * @return this builder
         * @throws IllegalArgumentException if it is no port
         */
        public B port(int number) {
            require(number >= 0 && number <= 65_535, "a port from 0 to 65535", number);
            port = number;
            return self();
        }

        /**
         * Chooses who is invented.
         *
         * @param number the same number, the same people
         * @return this builder
         */
        public B seed(long number) {
            seed = number;
            return self();
        }

        /**
         * Chooses how many rows a page has.
         *
         * @param rows at least 1; the provider's 50 is the default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public B pageSize(int rows) {
            require(rows >= 1, "at least one row a page", rows);
            pageSize = rows;
            return self();
        }

        /**
         * Chooses the clock that the provider's data follows. The {@code Date} of an answer is the system's, whatever is
         * chosen here: the JDK's server writes it itself.
         *
         * @param source the clock; the system's is the default
         * @return this builder
         */
        public B clock(InstantSource source) {
            clock = source;
            return self();
        }

        /**
         * Chooses how long each answer takes.
         *
         * @param time at least so long, in whole milliseconds; none is the default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public B latency(Duration time) {
            require(!time.isNegative(), "no negative latency", time);
            latency = time;
            return self();
        }

        /**
         * Lets the sandbox answer over TLS.
         *
         * @param proof what it proves itself with; without one, the default, it answers in the clear
         * @return this builder
         */
        public B certificate(SandboxCertificate proof) {
            certificate = Optional.of(proof);
            return self();
        }

        /**
         * Starts the sandbox.
         *
         * @return the sandbox, answering
         * @throws java.io.UncheckedIOException if the port can't be had
         */
        public abstract ProviderSandbox start();

        abstract B self();
    }
}
