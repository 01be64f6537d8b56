// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running sandbox EHR: FHIR R4 over HTTP on loopback, in memory, gone when closed. Thread-safe.
 *
 * <pre>{@code
 * try (Sandbox ehr = Sandbox.start(SandboxSettings.demo(LocalDate.now()))) {
 *     URI base = ehr.baseUrl(); // http://127.0.0.1:49731/fhir
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    static final String PATH = "/fhir";

    /** Requests under way are answered before the server stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Server server;
    private final URI baseUrl;
    private final RecordStore store;
    private final FaultFilter front;
    private final Manners manners;

    private Sandbox(Server server, URI baseUrl, RecordStore store, FaultFilter front, Manners manners) {
        this.server = server;
        this.baseUrl = baseUrl;
        this.store = store;
        this.front = front;
        this.manners = manners;
    }

    /**
     * Loads the populations and starts to listen.
     *
     * @throws PortInUseException when the port is taken
     * @throws SandboxException when the server cannot start or a population cannot be loaded
     */
    public static Sandbox start(SandboxSettings settings) {
        return start(settings, (handler, baseUrl) -> {});
    }

    /** As {@link #start(SandboxSettings)}, and every request needs a token. */
    public static Sandbox start(SandboxSettings settings, SmartAuthorization authorization) {
        return start(settings, authorization::stand);
    }

    private static Sandbox start(SandboxSettings settings, BiConsumer<ServletContextHandler, URI> guard) {
        Server server = new Server(threads());
        ServerConnector connector = listen(server, settings.port());
        try {
            return start(settings, server, connector, guard);
        } catch (RuntimeException failed) {
            stop(server);
            connector.close();
            throw failed;
        }
    }

    private static Sandbox start(
            SandboxSettings settings,
            Server server,
            ServerConnector connector,
            BiConsumer<ServletContextHandler, URI> guard) {
        URI baseUrl = URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + PATH);
        RecordStore store = new RecordStore(settings.clock());
        settings.populations().forEach(population -> population.loadInto(store));
        store.endOfLoading();
        Manners manners = new Manners(settings.manners());
        Fault standing = Fault.firstOf(
                List.of(new AccessDenial(settings.accessDeniedTypes()), new VendorFaults(manners, store)));
        FaultFilter front = new FaultFilter(standing, new PageLinks(manners));
        FhirServlet servlet = new FhirServlet(FhirContext.forR4Cached(), store, settings, manners);
        servlet.serveAt(baseUrl);
        ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        handler.addFilter(new FilterHolder(front), PATH + "/*", EnumSet.of(DispatcherType.REQUEST));
        guard.accept(handler, baseUrl);
        handler.addServlet(new ServletHolder(servlet), PATH + "/*");
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception failed) {
            throw new SandboxException("The sandbox server could not start", failed);
        }
        return new Sandbox(server, baseUrl, store, front, manners);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setName("sandbox");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector listen(Server server, int port) {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException failed) {
            if (failed instanceof BindException || failed.getCause() instanceof BindException) {
                throw new PortInUseException(port, failed);
            }
            throw new SandboxException("The sandbox server could not listen on port " + port, failed);
        }
        return connector;
    }

    /** The FHIR base, for instance {@code http://127.0.0.1:49731/fhir}. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** What the server holds. */
    public RecordStore store() {
        return store;
    }

    /** What the server was asked. */
    public RequestJournal requests() {
        return front.journal();
    }

    /** From the next request on, answers as the fault decides; {@link Fault#NONE} ends it. */
    public void misbehave(Fault newFault) {
        front.misbehave(Objects.requireNonNull(newFault, "newFault"));
    }

    /** From the next request on, behaves in these manners and no other. */
    public void adopt(Set<Manner> newManners) {
        manners.adopt(newManners);
    }

    /** Stops listening and forgets everything. */
    @Override
    public void close() {
        try {
            front.awaitRequestsUnderWay(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new SandboxException("The sandbox server could not be stopped", failed);
        }
    }
}
