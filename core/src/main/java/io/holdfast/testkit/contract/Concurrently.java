package io.holdfast.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Lets several threads do something at the same moment. */
final class Concurrently {
    static final int THREADS = 8;

    private Concurrently() {}

    /**
     * {@return the first that each other thread saw of what must not be seen, while one of them writes; empty if none did}
     *
     * @param write what one does
     * @param look what the others do until that is done
     */
    static <T> List<T> seenWhile(Runnable write, Supplier<Optional<T>> look) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        return Concurrently.<Optional<T>>all(number -> {
                    if (number > 0) {
                        return seenUntil(done, look);
                    }
                    try {
                        write.run();
                        return Optional.empty();
                    } finally {
                        done.set(true);
                    }
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> Optional<T> seenUntil(AtomicBoolean done, Supplier<Optional<T>> look) {
        Optional<T> seen;
        do {
            seen = look.get();
        } while (seen.isEmpty() && !done.get());
        return seen;
    }

    /** {@return what each of them got, in no order} */
    static <T> List<T> all(IntFunction<T> action) throws InterruptedException {
        List<T> answers = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch ready = new CountDownLatch(THREADS);
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    ready.countDown();
                    ready.await();
                    answers.add(action.apply(number));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException | AssertionError failure) {
                    failures.add(failure);
                } finally {
                    done.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        Assertions.holds("all threads to come back", done.await(30, TimeUnit.SECONDS), done.getCount() + " still out");
        Assertions.same("exceptions of several threads at once", List.of(), List.copyOf(failures));
        return List.copyOf(answers);
    }
}
