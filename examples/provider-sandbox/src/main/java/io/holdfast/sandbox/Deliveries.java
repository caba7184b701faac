package io.holdfast.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How a sandbox delivers to webhooks: over HTTP, one after the other, at once and in the order in which things happened, unless
 * something else is chosen here. What is drawn follows the sandbox's seed. Safe for use by several threads.
 */
public final class Deliveries {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-deliveries");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Parcel> held = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final InstantSource clock;
    private final Random random;
    private double lost;
    private double repeated;
    private Duration delay = Duration.ZERO;
    private boolean shuffled;
    private boolean holding;
    private int retries;
    private Duration untilRetry = Duration.ZERO;
    private int onTheirWay;
    private Consumer<String> receiverGone = webhook -> {};

    Deliveries(InstantSource clock, long seed) {
        this.clock = clock;
        random = new Random(seed);
    }

    /**
     * Loses some.
     *
     * @param share how many of all, from 0 to 1
     */
    public synchronized void lose(double share) {
        lost = share(share);
    }

    /**
     * Sends some twice.
     *
     * @param share how many of all, from 0 to 1
     */
    public synchronized void repeat(double share) {
        repeated = share(share);
    }

    /**
     * Sends each after a time of its own, so that they overtake one another.
     *
     * @param most the longest time
     */
    public synchronized void delay(Duration most) {
        ProviderSandbox.require(!most.isNegative(), "no negative delay", most);
        delay = most;
    }

    /**
     * Chooses whether what one act sends, or what was held together, goes in any order.
     *
     * @param yes whether it does
     */
    public synchronized void shuffle(boolean yes) {
        shuffled = yes;
    }

    /**
     * Sends again what is not answered 2xx; not at all, at first, since nobody knows when the provider does.
     *
     * @param times how often
     * @param after how long after the try before
     */
    public synchronized void retry(int times, Duration after) {
        ProviderSandbox.require(times >= 0, "no less than no retries", times);
        retries = times;
        untilRetry = after;
    }

    /** Keeps all that is to be sent from now on. */
    public synchronized void hold() {
        holding = true;
    }

    /** Sends what was kept, and goes on sending. */
    public synchronized void release() {
        holding = false;
        List<Parcel> kept = List.copyOf(held);
        held.clear();
        post(kept);
    }

    /** {@return each delivery that was tried: what it told of and what was answered, 0 for nothing; oldest first} */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    /**
     * Waits until nothing is on its way.
     *
     * @param most how long
     * @return whether nothing is
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized boolean awaitQuiet(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (onTheirWay > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    void close() {
        sender.shutdownNow();
    }

    /** Who is told the id of each webhook whose receiver says that it is gone. */
    synchronized void whenGone(Consumer<String> told) {
        receiverGone = told;
    }

    /** Sends what one act tells, in the provider's order. */
    synchronized void post(List<Parcel> parcels) {
        if (holding) {
            held.addAll(parcels);
            return;
        }
        List<Parcel> ordered = new ArrayList<>(parcels);
        if (shuffled) {
            Collections.shuffle(ordered, random);
        }
        for (Parcel parcel : ordered) {
            if (random.nextDouble() < lost) {
                log.add(parcel.kind() + " lost");
                continue;
            }
            int times = random.nextDouble() < repeated ? 2 : 1;
            for (int i = 0; i < times; i++) {
                onTheirWay++;
                schedule(parcel, retries, drawn());
            }
        }
    }

    private long drawn() {
        return delay.isZero() ? 0 : random.nextLong(delay.toMillis() + 1);
    }

    private void schedule(Parcel parcel, int left, long millis) {
        try {
            Future<?> unused = sender.schedule(() -> deliver(parcel, left), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            onTheirWay--;
        }
    }

    private void deliver(Parcel parcel, int left) {
        int status = send(parcel);
        synchronized (this) {
            if (status == 410) {
                receiverGone.accept(parcel.webhook());
            }
            log.add(parcel.kind() + " " + status);
            if (status / 100 != 2 && status != 410 && left > 0) {
                schedule(parcel, left - 1, untilRetry.toMillis());
            } else {
                onTheirWay--;
            }
            notifyAll();
        }
    }

    private int send(Parcel parcel) {
        HttpRequest.Builder request = HttpRequest.newBuilder(parcel.to())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(parcel.body()));
        parcel.headers().apply(clock.instant()).forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobodyThere) {
            return 0;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static double share(double share) {
        ProviderSandbox.require(share >= 0 && share <= 1, "a share from 0 to 1", share);
        return share;
    }
}
