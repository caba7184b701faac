package io.holdfast.engine.credential;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does on another thread what must go on to its end, although the thread that waits for it may be wanted back. */
record Apart(Executor executor) {
    /** What came of it; empty if nothing did in that time: then it goes on, or never begins. */
    <T> Optional<T> call(Duration atMost, Callable<T> act) {
        FutureTask<T> apart = new FutureTask<>(act);
        try {
            executor.execute(apart);
            return Optional.of(apart.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException | TimeoutException later) {
            apart.cancel(false);
            return Optional.empty();
        } catch (InterruptedException wantedBack) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(failed);
        }
    }
}
