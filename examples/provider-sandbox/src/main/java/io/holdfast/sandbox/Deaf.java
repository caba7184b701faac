package io.holdfast.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Addresses on loopback where nobody answers. */
public final class Deaf {
    private static final int MORE_THAN_WAIT = 8;
    private static final List<AutoCloseable> HELD = new ArrayList<>();

    private Deaf() {}

    /** {@return a port that is free: connections are refused} */
    public static URI nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return uri(socket.getLocalPort());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Holds a port whose queue of connections is full and never emptied, until this process ends: on Linux the next one
     * gets no answer at all.
     *
     * @return the port
     */
    public static URI neverAccepting() {
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            HELD.add(socket);
            SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
            for (int i = 0; i < MORE_THAN_WAIT; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(address);
                HELD.add(channel);
            }
            return uri(socket.getLocalPort());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
