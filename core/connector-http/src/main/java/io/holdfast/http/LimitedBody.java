package io.holdfast.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it arrives: here never more of it lies in memory than one read of the connection, whatever
 * its length. It ends with an exception at the byte limit and at the deadline of its exchange. Read by one thread; the
 * client's threads feed it.
 *
 * <p>Cancelling its subscription is the one way that surely ends an exchange whose body stalls; completing or cancelling
 * the client's future leaves the connection reading.
 */
final class LimitedBody extends InputStream implements HttpResponse.BodySubscriber<LimitedBody> {
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> inHand = new ArrayDeque<>();
    private final Duration deadline;
    private final long began = System.nanoTime();
    private final int limit;
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private boolean ended;
    private long read;

    LimitedBody(int limit, Duration deadline) {
        this.limit = limit;
        this.deadline = deadline;
    }

    /** How much of the exchange's time is left; none or less if it is over. */
    long nanosLeft() {
        return deadline.toNanos() - (System.nanoTime() - began);
    }

    @Override
    public CompletionStage<LimitedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription offered) {
        subscription = offered;
        if (closed) {
            offered.cancel();
        } else {
            offered.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Piece(buffers, false, null));
    }

    @Override
    public void onError(Throwable broken) {
        arrived.add(new Piece(List.of(), true, broken));
    }

    @Override
    public void onComplete() {
        arrived.add(new Piece(List.of(), true, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        while (!ended) {
            ByteBuffer next = inHand.peek();
            if (next == null) {
                await();
            } else if (next.hasRemaining()) {
                return take(next, into, from, most);
            } else {
                inHand.remove();
            }
        }
        return -1;
    }

    /** Lets go of the connection, unless the body has ended: then it may serve the next exchange. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null && !ended) {
            subscription.cancel();
        }
    }

    private int take(ByteBuffer next, byte[] into, int from, int most) throws TooLarge {
        int count = Math.min(most, next.remaining());
        read += count;
        if (read > limit) {
            throw new TooLarge(limit);
        }
        next.get(into, from, count);
        return count;
    }

    private void await() throws IOException {
        Piece piece = next();
        if (piece.failure != null) {
            throw new Broken(piece.failure);
        }
        if (piece.last) {
            ended = true;
            return;
        }
        inHand.addAll(piece.buffers);
        synchronized (this) {
            if (subscription != null) {
                subscription.request(1);
            }
        }
    }

    private Piece next() throws IOException {
        try {
            Piece piece = arrived.poll(nanosLeft(), TimeUnit.NANOSECONDS);
            if (piece == null) {
                throw new Late(deadline);
            }
            return piece;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            InterruptedIOException told = new InterruptedIOException();
            told.initCause(interrupted);
            throw told;
        }
    }

    private record Piece(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable failure) {}

    /** The answer is longer than one may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** The exchange took longer than one may take. */
    static final class Late extends IOException {
        private static final long serialVersionUID = 1L;

        Late(Duration deadline) {
            super("none came within " + deadline);
        }
    }

    /** The connection broke in the body. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(Throwable cause) {
            super(cause);
        }
    }
}
