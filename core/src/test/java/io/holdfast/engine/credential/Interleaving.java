package io.holdfast.engine.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Several tasks of which one runs at a time: each stops at the steps that it announces. Whose step is next a seed says, the same
 * seed the same way, or whoever explores the interleavings one by one.
 */
final class Interleaving {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "interleaved");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();

    private final List<Task> tasks = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private final Random random;

    Interleaving(Random random) {
        this.random = random;
    }

    /** A task's node dies: nothing of it runs on. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One task, of one node. */
    final class Task {
        final String node;
        private final Runnable work;
        private final Semaphore turn = new Semaphore(0);
        private int left;
        private boolean over;
        private boolean dead;

        private Task(String node, Runnable work) {
            this.node = node;
            this.work = work;
        }

        /** {@return its node and its number} */
        String name() {
            return node + "." + tasks.indexOf(this);
        }

        private void run() {
            turn.acquireUninterruptibly();
            CURRENT.set(this);
            try {
                if (!dead) {
                    work.run();
                }
            } catch (RuntimeException | Death ended) {
                // a failing port ends a task as it ends a sweep: whoever looks next carries on
            } finally {
                CURRENT.remove();
                over = true;
                back.release();
            }
        }

        /** Lets it go on until it has announced so many steps more; whether it is over then. */
        boolean advance(int steps) {
            if (!over) {
                left = steps;
                turn.release();
                back.acquireUninterruptibly();
            }
            return over;
        }

        /** Nothing of it runs on: it dies at the step that it announced last. */
        void die() {
            dead = true;
            advance(1);
        }
    }

    Task add(String node, Runnable work) {
        Task task = new Task(node, work);
        tasks.add(task);
        THREADS.execute(task::run);
        return task;
    }

    /** Announces a step of the task that runs; others may come first. Outside of any task nothing happens. */
    void step() {
        Task task = CURRENT.get();
        if (task == null) {
            return;
        }
        task.left--;
        if (task.left <= 0 && !task.dead) {
            back.release();
            task.turn.acquireUninterruptibly();
        }
        if (task.dead) {
            throw new Death();
        }
    }

    /** {@return the task that runs; nothing outside of any} */
    @Nullable
    Task running() {
        return CURRENT.get();
    }

    /** Lets everything of a node die at its next step. */
    void kill(String node) {
        tasks.stream().filter(task -> task.node.equals(node)).forEach(task -> task.dead = true);
    }

    boolean isDead(String node) {
        return tasks.stream().anyMatch(task -> task.node.equals(node) && task.dead);
    }

    /** Runs all tasks to their ends, doing something else between steps. */
    void run(Runnable between) {
        while (true) {
            List<Task> left = tasks.stream().filter(task -> !task.over).toList();
            if (left.isEmpty()) {
                return;
            }
            left.get(random.nextInt(left.size())).advance(1);
            between.run();
        }
    }
}
