// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import dev.stemgate.sandbox.FaultAction.Answer;
import dev.stemgate.sandbox.FaultAction.BreakOff;
import dev.stemgate.sandbox.FaultAction.Lost;
import dev.stemgate.sandbox.FaultAction.Pass;
import dev.stemgate.sandbox.FaultAction.Rewrite;
import dev.stemgate.sandbox.FaultAction.Slow;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/** Stands before the FHIR server: notes every request and misbehaves where a {@link Fault} says so. Thread-safe. */
final class FaultFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient RequestJournal journal = new RequestJournal();
    private final transient AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final transient Fault standing;
    private final transient PageLinks links;
    private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();

    /**
     * @param standing how this server refuses or fails at any time, beside what {@link #misbehave} asks for
     * @param links the form of its next links
     */
    FaultFilter(Fault standing, PageLinks links) {
        this.standing = standing;
        this.links = links;
    }

    RequestJournal journal() {
        return journal;
    }

    void misbehave(Fault newFault) {
        fault.set(newFault);
    }

    /** Waits until the requests under way are answered, or the patience is at its end. */
    void awaitRequestsUnderWay(Duration patience) throws InterruptedException {
        if (underWay.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            underWay.writeLock().unlock();
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ReceivedRequest received = received(request);
        journal.add(received);
        underWay.readLock().lock();
        try {
            FaultAction action = standing.on(received);
            act(action instanceof Pass ? fault.get().on(received) : action, request, response, paged(received, chain));
        } finally {
            underWay.readLock().unlock();
        }
    }

    /** The FHIR server behind its links: a token leads to its page, and links go out in this server's form. */
    private FilterChain paged(ReceivedRequest received, FilterChain chain) {
        Optional<String> page = PageLinks.page(received);
        FilterChain server = page.isEmpty()
                ? chain
                : (request, response) -> request.getRequestDispatcher(Sandbox.PATH + "?" + page.get())
                        .forward(request, response);
        return links.change(received)
                .<FilterChain>map(change ->
                        (request, response) -> rewrite(request, (HttpServletResponse) response, server, change))
                .orElse(server);
    }

    private void act(FaultAction action, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (action instanceof Slow slow) {
            await(slow);
            act(slow.then(), request, response, chain);
        } else if (action instanceof Answer answer) {
            // A body left unread would close the connection, and the next request on it would look like an outage.
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            send(response, answer.body().getBytes(StandardCharsets.UTF_8));
        } else if (action instanceof Rewrite rewrite) {
            rewrite(request, response, chain, rewrite.change());
        } else if (action instanceof Lost lost) {
            chain.doFilter(request, new BufferedAnswer(new HeadersKeptBack(response)));
            act(lost.instead(), request, response, chain);
        } else if (action instanceof BreakOff breakOff) {
            BufferedAnswer buffered = new BufferedAnswer(response);
            chain.doFilter(request, buffered);
            breakOff(response, buffered.body(), breakOff.afterBytes());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void rewrite(
            ServletRequest request, HttpServletResponse response, FilterChain chain, UnaryOperator<String> change)
            throws IOException, ServletException {
        BufferedAnswer buffered = new BufferedAnswer(response);
        chain.doFilter(request, buffered);
        if (response.getHeader("Content-Encoding") != null) {
            // The server's own statement comes compressed, and holds nothing to change.
            send(response, buffered.body());
            return;
        }
        String body = new String(buffered.body(), StandardCharsets.UTF_8);
        send(response, change.apply(body).getBytes(StandardCharsets.UTF_8));
    }

    private static void await(Slow slow) throws InterruptedIOException {
        try {
            Thread.sleep(slow.delay().toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server was stopped while it was being slow");
        }
    }

    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        if (response.getContentType() == null && body.length > 0) {
            response.setContentType("application/fhir+json;charset=UTF-8");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void breakOff(HttpServletResponse response, byte[] body, int afterBytes) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body, 0, Math.min(afterBytes, body.length));
        response.flushBuffer();
        throw new IOException("The connection breaks here, as asked");
    }

    private static ReceivedRequest received(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        String path = Objects.requireNonNullElse(request.getPathInfo(), "").replaceFirst("^/", "");
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return new ReceivedRequest(request.getMethod(), path, query, headers);
    }
}
