// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** An EHR behind TLS on loopback, with a token endpoint beside it; one request a connection. */
final class TlsEhr implements AutoCloseable {

    private final SSLServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * @param wantsClientCertificate true for mutual TLS
     * @param protocol the only one spoken: {@code TLSv1.2}
     */
    TlsEhr(SSLContext context, boolean wantsClientCertificate, String protocol) throws IOException {
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(wantsClientCertificate);
        server.setEnabledProtocols(new String[] {protocol});
        threads.execute(this::accept);
    }

    URI base() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/fhir");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** A client that cannot be let in ends here with an alert of the TLS layer. */
    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            String first = in.readLine();
            if (first == null) {
                return;
            }
            String path = first.split(" ")[1];
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            for (int read = 0; read < length; read++) {
                in.read();
            }
            String body = body(path);
            connection
                    .getOutputStream()
                    .write(
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nConnection: close\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException refused) {
            assertRefusedByTls(refused);
        }
    }

    private static void assertRefusedByTls(IOException refused) {
        if (!(refused instanceof javax.net.ssl.SSLException) && !(refused instanceof java.net.SocketException)) {
            throw new IllegalStateException(refused);
        }
    }

    private String body(String path) {
        if (path.endsWith("smart-configuration")) {
            return "{\"token_endpoint\":\"" + base().resolve("/auth/token") + "\"}";
        }
        return path.equals("/auth/token")
                ? "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":300}"
                : "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    }
}
