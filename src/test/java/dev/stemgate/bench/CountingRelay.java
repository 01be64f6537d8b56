// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Stands before a server, hands every byte on, and counts the requests. Thread-safe. */
final class CountingRelay implements AutoCloseable {

    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT) \\S+ HTTP/1\\.1\r\n");

    private final ServerSocket socket;
    private final URI target;
    private final AtomicLong requests = new AtomicLong();

    CountingRelay(URI target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + target.getPath());
    }

    long requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> pump(client, server, true));
                daemon(() -> pump(server, client, false));
            }
        } catch (IOException closed) {
            // The relay was closed.
        }
    }

    private void pump(Socket from, Socket to, boolean count) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (count) {
                    String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                    requests.addAndGet(REQUEST.matcher(text).results().count());
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException closed) {
            // One of the two hung up.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
