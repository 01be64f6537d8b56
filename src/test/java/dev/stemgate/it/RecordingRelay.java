// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A relay on loopback in front of a server that remembers what was sent to it, byte for byte. It leaves the Host header as it is,
 * so the server's next links lead through the relay too. Thread-safe.
 */
final class RecordingRelay implements AutoCloseable {

    private static final Pattern REQUEST =
            Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/\\S*) HTTP/1\\.1\r\n(.*?)\r\n\r\n", Pattern.DOTALL);

    /**
     * One request.
     *
     * @param target path and query as sent
     * @param headers the header lines
     */
    record Sent(String method, String target, String headers) {}

    private final URI server;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final List<ByteArrayOutputStream> recorded = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RecordingRelay(URI server, ServerSocket socket) {
        this.server = server;
        this.socket = socket;
    }

    static RecordingRelay to(URI server) {
        try {
            RecordingRelay relay =
                    new RecordingRelay(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            relay.threads.execute(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("the relay cannot listen", e);
        }
    }

    /** The server's base URL, with the relay's port. */
    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + server.getPath());
    }

    /** What was sent so far, connection by connection. */
    List<Sent> requests() {
        return recorded.stream()
                .flatMap(connection -> REQUEST.matcher(connection.toString(StandardCharsets.UTF_8))
                        .results())
                .map(RecordingRelay::sent)
                .toList();
    }

    /** Everything that was sent so far, bodies too. */
    String text() {
        StringBuilder text = new StringBuilder();
        recorded.forEach(connection -> text.append(connection.toString(StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** Forgets what was sent so far; to be called between requests. */
    void forget() {
        recorded.forEach(ByteArrayOutputStream::reset);
    }

    private static Sent sent(MatchResult request) {
        return new Sent(request.group(1), request.group(2), request.group(3));
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                relay(socket.accept());
            }
        } catch (SocketException closed) {
            // The relay was closed, which is how this loop ends.
        } catch (IOException e) {
            throw new UncheckedIOException("the relay cannot accept", e);
        }
    }

    private void relay(Socket client) throws IOException {
        Socket upstream = new Socket(server.getHost(), server.getPort());
        open.addAll(List.of(client, upstream));
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        recorded.add(record);
        threads.execute(() -> copy(client, upstream, record));
        threads.execute(() -> copy(upstream, client, OutputStream.nullOutputStream()));
    }

    /** Until either side hangs up; then both ends are closed, so that neither waits for the other. */
    private static void copy(Socket from, Socket to, OutputStream record) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                record.write(buffer, 0, n);
                to.getOutputStream().write(buffer, 0, n);
            }
        } catch (SocketException hungUp) {
            // The other direction ended first and closed both.
        } catch (IOException e) {
            throw new UncheckedIOException("the relay lost its connection", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
