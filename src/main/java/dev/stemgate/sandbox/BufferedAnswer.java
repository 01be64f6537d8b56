// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Holds a body back, so that it can be changed; status and headers go through. For one request, one thread. */
final class BufferedAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ServletOutputStream stream = new HeldStream(held);
    private final PrintWriter writer = new PrintWriter(held, true, StandardCharsets.UTF_8);

    BufferedAnswer(HttpServletResponse response) {
        super(response);
    }

    byte[] body() {
        writer.flush();
        return held.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public void setContentLength(int length) {
        // The length is known when the body has been changed.
    }

    @Override
    public void setContentLengthLong(long length) {
        // The length is known when the body has been changed.
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    private static final class HeldStream extends ServletOutputStream {

        private final ByteArrayOutputStream held;

        HeldStream(ByteArrayOutputStream held) {
            this.held = held;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("A held answer is written synchronously");
        }

        @Override
        public void write(int oneByte) {
            held.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            held.write(bytes, from, length);
        }
    }
}
