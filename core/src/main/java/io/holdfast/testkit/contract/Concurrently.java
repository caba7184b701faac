package io.holdfast.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets several threads do something at the same moment. */
final class Concurrently {
    static final int THREADS = 8;

    private Concurrently() {}

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
