package io.holdfast.luma;

import io.holdfast.luma.Fault.Then;
import io.holdfast.luma.Fault.Wire;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network between the connector and Luma: fetches each answer, and does to it what a fault says. No server of HTTP can. */
final class RoughRoad implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "transfer-encoding");

    private static final class Injected {
        private final String words;
        private final Fault fault;
        private int skipped;
        private int times;

        Injected(String words, int skipped, int times, Fault fault) {
            this.words = words;
            this.skipped = skipped;
            this.times = times;
            this.fault = fault;
        }

        boolean takes(String call) {
            if (!call.contains(words) || times == 0) {
                return false;
            }
            if (skipped > 0) {
                skipped--;
                return false;
            }
            times--;
            return true;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rough-road");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Injected> injected = new ArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket front;
    private final URI behind;

    RoughRoad(URI behind) {
        this.behind = behind;
        try {
            front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + front.getLocalPort() + "/");
    }

    /** Lets some answers to calls with these words pass, and gives the next ones a fault. */
    synchronized void inject(String words, int skipped, int times, Fault fault) {
        injected.add(new Injected(words, skipped, times, fault));
    }

    /** What was asked, as path and query. */
    List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        closeQuietly(front);
        open.forEach(RoughRoad::closeQuietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket socket = front.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                closeQuietly(front);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            List<String> head = head(socket.getInputStream());
            String call = head.get(0).split(" ", 3)[1];
            calls.add(call);
            Fault fault = fault(call);
            carry(socket, fault, fault.change().apply(fetched(call, head)));
        } catch (IOException | IndexOutOfBoundsException gone) {
            // whoever asked is gone
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Fault fault(String call) {
        return injected.stream()
                .filter(next -> next.takes(call))
                .findFirst()
                .map(found -> found.fault)
                .orElse(Fault.none());
    }

    private Wire fetched(String call, List<String> head) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(call));
        head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("x-luma-"))
                .map(line -> line.split(":", 2))
                .forEach(header -> request.header(header[0], header[1].trim()));
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        OF_THE_CONNECTION.forEach(headers::remove);
        return new Wire(answer.statusCode(), headers, answer.body());
    }

    private static void carry(Socket socket, Fault fault, Wire wire) throws IOException {
        if (fault.passing() != Fault.NOT_EVEN_HEADERS) {
            int passing = Math.min(fault.passing(), wire.body().length);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(headers(wire).getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(wire.body(), 0, passing);
            socket.getOutputStream().write(bytes.toByteArray());
        }
        switch (fault.then()) {
            case GO_ON, CLOSE -> socket.shutdownOutput();
            case STALL -> hold(socket);
            case DRIP -> drip(socket, wire.body());
            case RESET -> socket.setSoLinger(true, 0);
        }
        if (fault.then() == Then.GO_ON) {
            hold(socket);
        }
    }

    private static String headers(Wire wire) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + wire.status() + " \r\n");
        wire.headers().forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        boolean bodiless = wire.status() == 204 || wire.status() == 304;
        text.append(bodiless ? "" : "Content-Length: " + wire.body().length + "\r\n");
        return text + "Connection: close\r\n\r\n";
    }

    /** Until the other side closes. */
    private static void hold(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // what it says is of no interest
        }
    }

    private static void drip(Socket socket, byte[] body) throws IOException {
        socket.setSoTimeout((int) Fault.perByte().toMillis());
        OutputStream out = socket.getOutputStream();
        for (byte next : body) {
            out.write(next);
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException stillThere) {
                out.flush();
            }
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            last = (last << 8) | next;
            if (last == 0x0d0a0d0a) {
                break;
            }
        }
        return List.of(head.toString(StandardCharsets.ISO_8859_1).split("\r\n"));
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // nothing is left to do for it
        }
    }
}
