// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/** A sender: one connection, frames out, answers in. */
public final class MllpClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    public MllpClient(int port) throws IOException {
        this(port, SocketFactory.getDefault());
    }

    public MllpClient(int port, SocketFactory sockets) throws IOException {
        socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** Sends a message in its frame and waits for the answer. @return empty text when the connection ended instead */
    public String ask(String message) throws IOException {
        send("\u000b" + message + "\u001c\r");
        return answer();
    }

    /** Sends bytes as they are. */
    public void send(String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The next answer without its frame; empty when the connection ended. */
    public String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == 0x1c) {
                in.read();
                return answer.toString(StandardCharsets.UTF_8);
            }
            if (next != 0x0b) {
                answer.write(next);
            }
        }
        return "";
    }

    /** True when the other side ends the connection. */
    public boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
