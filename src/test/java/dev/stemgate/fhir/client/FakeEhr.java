// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback that answers as it is told and remembers what it was asked. */
public final class FakeEhr implements AutoCloseable {

    /** One answer. */
    public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
        public static Reply json(String body) {
            return new Reply(200, "application/fhir+json", body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        public static Reply status(int status, String body) {
            return new Reply(status, "application/fhir+json", body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        public Reply with(String header, String value) {
            return new Reply(status, contentType, body, Map.of(header, value));
        }
    }

    /** One request. */
    public record Request(String method, String uri, Map<String, List<String>> headers, String body) {}

    /** Decides the answer. */
    @FunctionalInterface
    public interface Answering {
        Reply answer(Request request);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answering answering = request -> Reply.status(500, "");

    public FakeEhr() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public void answers(Answering changed) {
        answering = changed;
    }

    public void answers(Reply reply) {
        answering = request -> reply;
    }

    public List<Request> requests() {
        return requests;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Reply reply = answering.answer(request);
        if (!reply.contentType().isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", reply.contentType());
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
        exchange.close();
    }
}
