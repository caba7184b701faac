package io.holdfast.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers one request on loopback, with a date of the test's own: the JDK's server would let nobody choose it. */
public final class OneAnswer {
    private OneAnswer() {}

    /**
     * Waits for the one request on a thread of its own.
     *
     * @param date the header {@code Date}
     * @param json the body
     * @return where to ask
     */
    public static URI at(String date, String json) {
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> answer(socket, date, json), "one-answer");
            thread.setDaemon(true);
            thread.start();
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void answer(ServerSocket socket, String date, String json) {
        try (socket;
                Socket client = socket.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            while (!("" + in.readLine()).isEmpty()) {
                // the request is not looked at
            }
            String answer =
                    "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + json.length() + "\r\nConnection: close\r\n\r\n" + json;
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
