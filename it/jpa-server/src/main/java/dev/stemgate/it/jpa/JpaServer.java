// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.jpa;

import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A HAPI FHIR JPA R4 server on H2 in memory, on loopback only, for the integration tests of Stemgate.
 *
 * <p>The one argument is the port; 0 lets the system choose. When the server accepts requests it prints one line {@code
 * READY http://127.0.0.1:PORT/fhir} on standard output, and nothing else there. It ends when its standard input is closed,
 * so that it never outlives the process that started it.
 */
public final class JpaServer {

    private static final String LOOPBACK = "127.0.0.1";

    private JpaServer() {}

    /**
     * Starts the server and blocks until standard input is closed.
     *
     * @param args the port, or nothing for a port that the system chooses
     * @throws Exception when the server cannot start; the JVM then ends with 1
     */
    public static void main(String[] args) throws Exception {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        try {
            serve(port);
            System.exit(0);
        } catch (Exception e) {
            // Threads of a half-started context would keep the JVM alive.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(int port) throws Exception {
        try (var context = new AnnotationConfigApplicationContext(JpaServerConfig.class)) {
            Server jetty = jetty(port, context.getBean(RestfulServer.class));
            jetty.start();
            int bound = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
            System.out.println("READY http://" + LOOPBACK + ":" + bound + "/fhir");
            awaitEnd(System.in);
            jetty.stop();
        }
    }

    private static Server jetty(int port, RestfulServer fhir) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(fhir), "/fhir/*");
        server.setHandler(handler);
        return server;
    }

    private static void awaitEnd(InputStream in) throws IOException {
        byte[] ignored = new byte[256];
        while (in.read(ignored) >= 0) {
            // What is written to the server's standard input means nothing; only its end does.
        }
    }
}
