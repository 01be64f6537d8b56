// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.console.access.OwnAddresses;
import dev.stemgate.console.access.UsersFile;
import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.ConsoleSettings;
import dev.stemgate.route.config.SecretSource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The running console. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {

    private static final int LARGEST_FORM = 2_000_000;
    private static final int MOST_FIELDS = 200;

    private final Server server;
    private final URI url;
    private final int port;

    private ConsoleServer(Server server, URI url, int port) {
        this.server = server;
        this.url = url;
        this.port = port;
    }

    /**
     * Starts to listen; port 0 takes a free one.
     *
     * @throws ConfigurationException with one line that names the key and the remedy when it cannot listen there
     * @throws dev.stemgate.console.access.UsersFileException when the file of the users cannot be used
     */
    public static ConsoleServer start(ConsoleSettings settings, ConsoleParts parts) {
        Optional<UsersFile> users = settings.usersFile().map(UsersFile::new);
        Server server = new Server(threads());
        ServerConnector connector = listen(server, settings);
        try {
            URI url = url(settings, connector.getLocalPort());
            boolean secure = settings.tls().isPresent() || settings.behindTlsProxy();
            OwnAddresses addresses = OwnAddresses.of(
                    settings.tls().isPresent(),
                    settings.host(),
                    connector.getLocalPort(),
                    settings.loopback(),
                    settings.publicUrl());
            Doorkeeper doorkeeper = new Doorkeeper(parts.clock(), users, secure, connector.getLocalPort());
            server.setHandler(handler(ConsoleSite.servlet(parts, addresses, doorkeeper)));
            server.setErrorHandler(new BareErrors());
            server.start();
            return new ConsoleServer(server, url, connector.getLocalPort());
        } catch (Exception failed) {
            connector.close();
            stop(server);
            throw new ConfigurationException("the console cannot be started: " + failed.getMessage(), failed);
        }
    }

    private static ServletContextHandler handler(FrontServlet servlet) {
        ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        handler.setMaxFormContentSize(LARGEST_FORM);
        handler.setMaxFormKeys(MOST_FIELDS);
        handler.setErrorHandler(new BareErrors());
        handler.addServlet(new ServletHolder(servlet), "/*");
        return handler;
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("console");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector listen(Server server, ConsoleSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        ServerConnector connector = settings.tls()
                .map(certificate -> secure(server, http, certificate))
                .orElseGet(() -> new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException failed) {
            throw new ConfigurationException(
                    "nothing can listen on " + settings.host() + ":" + settings.port()
                            + " for the console; set 'console.port' to a free port, or to 0 for no console",
                    failed);
        }
        return connector;
    }

    private static ServerConnector secure(
            Server server, HttpConfiguration http, ConsoleSettings.Certificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(certificate.keystore().toUri().toString());
        tls.setKeyStoreType("PKCS12");
        certificate.password().map(SecretSource::read).ifPresent(tls::setKeyStorePassword);
        // Which names are ours is checked with the Host header, for TLS as for plain HTTP.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    }

    private static URI url(ConsoleSettings settings, int port) {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return settings.publicUrl()
                .orElse(URI.create((settings.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port + "/"));
    }

    /** What to type into a browser. */
    public URI url() {
        return url;
    }

    /** The port it listens on. */
    int port() {
        return port;
    }

    /** Stops to listen; requests under way are cut off. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the console could not be stopped", failed);
        }
    }
}
