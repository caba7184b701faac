package io.holdfast.csv;

import io.holdfast.testkit.contract.RemoteFault;
import io.holdfast.testkit.contract.RemoteWorld;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/** Lantern on loopback: one event, its attendees in pages. The JDK's own server would let nobody choose the date. */
final class CsvServer implements AutoCloseable {
    static final String KEY = "lantern-T0K3N";
    static final String OTHER_KEY = "lantern-other-T0K3N";
    static final String EVENT = "pier-7";
    static final int ATTENDEES = 25;

    private static final int PAGE = 10;
    private static final Instant CHANGED = Instant.parse("2027-03-14T09:00:00Z");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Set<RemoteFault> faults = EnumSet.noneOf(RemoteFault.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket socket;
    private volatile boolean strayed;

    CsvServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    /** An answer; headers as they are sent. */
    private record Reply(int status, String headers, String body) {
        static Reply of(int status) {
            return new Reply(status, "", "");
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    synchronized void produce(RemoteFault fault) {
        faults.add(fault);
    }

    boolean strayed() {
        return strayed;
    }

    private synchronized boolean has(RemoteFault fault) {
        return faults.contains(fault);
    }

    private Instant now() {
        return has(RemoteFault.OTHER_CLOCK) ? RemoteWorld.ANOTHER_TIME : Instant.now();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException over) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                OutputStream out = client.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            String target = ("" + in.readLine()).split(" ", -1)[1];
            String key = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                key = line.startsWith("Authorization: Bearer ") ? line.substring(22) : key;
            }
            if (has(RemoteFault.SILENT) && !target.startsWith("/me")) {
                closed.await();
            }
            Reply reply = reply(target, key);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + reply.status() + " told\r\nDate: " + HTTP_DATE.format(now())
                    + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n" + reply.headers() + "\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        } catch (IOException over) {
            // the client went away
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(String target, String key) {
        if (target.equals("/elsewhere")) {
            strayed = true;
        }
        if (!(key.equals(KEY) && !has(RemoteFault.REVOKED)) && !key.equals(OTHER_KEY)) {
            return Reply.of(401);
        }
        if (has(RemoteFault.OUTAGE)) {
            return Reply.of(503);
        }
        if (has(RemoteFault.REDIRECT)) {
            return new Reply(302, "Location: " + base() + "elsewhere\r\n", "");
        }
        if (has(RemoteFault.WAIT_UNTOLD)) {
            return Reply.of(429);
        }
        if (has(RemoteFault.WAIT_IN_SECONDS)) {
            return new Reply(429, "Retry-After: " + RemoteWorld.WAIT.toSeconds() + "\r\n", "");
        }
        if (has(RemoteFault.WAIT_UNTIL_DATE)) {
            return new Reply(429, "Retry-After: " + HTTP_DATE.format(now().plus(RemoteWorld.WAIT)) + "\r\n", "");
        }
        Reply reply = list(URI.create(target));
        String body = reply.body();
        return has(RemoteFault.BROKEN) ? new Reply(200, "", body.substring(0, body.length() / 2)) : reply;
    }

    private Reply list(URI target) {
        String query = target.getQuery() == null ? "" : target.getQuery();
        if (target.getPath().equals("/me.csv")) {
            return new Reply(200, "", "acc-1,North Pier Talks\nend\n");
        }
        if (target.getPath().equals("/events.csv")) {
            return new Reply(200, "", EVENT + ",Harbour Night\nend\n");
        }
        if (!target.getPath().startsWith("/events/" + EVENT) || has(RemoteFault.GONE)) {
            return Reply.of(404);
        }
        if (has(RemoteFault.FORBIDDEN)) {
            return Reply.of(403);
        }
        if (target.getPath().endsWith("/attendees.csv")) {
            return attendees(parameter(query, "since", Instant.EPOCH.toString()), parameter(query, "from", "0"));
        }
        return new Reply(200, "", EVENT + ",Harbour Night\nend\n");
    }

    private Reply attendees(String since, String from) {
        if (has(RemoteFault.FORGOTTEN_PLACE) && !from.equals("0")) {
            return Reply.of(410);
        }
        List<Integer> wanted = IntStream.range(0, ATTENDEES)
                .filter(i -> !changed(i).isBefore(Instant.parse(since)))
                .boxed()
                .toList();
        int start = Integer.parseInt(from);
        int end = Math.min(wanted.size(), start + PAGE);
        List<String> lines = new ArrayList<>();
        for (int i : wanted.subList(start, end)) {
            boolean foreign = has(RemoteFault.FOREIGN_ROW) && lines.isEmpty();
            lines.add("att-" + i + "," + (foreign ? "another" : EVENT) + ",Somebody,coming," + changed(i));
        }
        if (!has(RemoteFault.OPEN_END)) {
            lines.add(end < wanted.size() ? "next," + end : "end");
        }
        return new Reply(200, "", String.join("\n", lines) + "\n");
    }

    private static Instant changed(int attendee) {
        return CHANGED.plus(attendee / 5, ChronoUnit.HOURS);
    }

    private static String parameter(String query, String name, String otherwise) {
        return List.of(query.split("&")).stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
