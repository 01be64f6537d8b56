// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.NoHttpResponseException;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.ssl.DefaultHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Makes secure connections: TLS 1.2 or 1.3, certificate and host name always checked. A server that wants another client certificate
 * may close the connection while the bridge still writes; the alert that says so is lost then, and this at least tells it from a
 * server that cannot be reached.
 */
final class TlsSockets extends SSLConnectionSocketFactory {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** @throws dev.stemgate.fhir.keys.KeyFileException when a file cannot be used */
    TlsSockets(TlsSettings settings) {
        super(TlsContext.of(settings), PROTOCOLS, null, new DefaultHostnameVerifier());
    }

    @Override
    public Socket connectSocket(
            int timeout,
            Socket socket,
            HttpHost host,
            InetSocketAddress remote,
            InetSocketAddress local,
            HttpContext context)
            throws IOException {
        try {
            return super.connectSocket(timeout, socket, host, remote, local, context);
        } catch (ConnectException | NoRouteToHostException unreachable) {
            throw unreachable;
        } catch (SocketException closed) {
            throw new TlsBrokenOffException(closed);
        }
    }

    /** With TLS 1.3 a client certificate is judged only after the handshake: the first request on a connection fails. */
    static HttpRequestExecutor requests() {
        return new HttpRequestExecutor() {
            @Override
            public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
                    throws IOException, HttpException {
                // Asked before: what fails is closed at once, and then tells nothing of itself.
                boolean firstOfSecure = connection.getMetrics().getResponseCount() == 0 && isSecure(connection);
                try {
                    return super.execute(request, connection, context);
                } catch (SocketException | NoHttpResponseException closed) {
                    if (firstOfSecure) {
                        throw new TlsBrokenOffException(closed);
                    }
                    throw closed;
                }
            }
        };
    }

    private static boolean isSecure(HttpClientConnection connection) {
        return connection instanceof ManagedHttpClientConnection managed && managed.getSSLSession() != null;
    }
}
