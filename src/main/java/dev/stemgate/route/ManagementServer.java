// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.main.Main;

/** Health on {@code /observe/health} and metrics on {@code /observe/metrics}. They carry route names and numbers only. */
final class ManagementServer {

    private ManagementServer() {}

    /**
     * Makes sure that the port can be had: the server itself listens in the background and only logs when it cannot.
     *
     * @throws ConfigurationException naming the key and the remedy
     */
    static void requireFree(BridgeSettings settings) {
        if (settings.httpPort() == 0) {
            return;
        }
        String where = settings.httpHost() + ":" + settings.httpPort();
        InetSocketAddress address = new InetSocketAddress(settings.httpHost(), settings.httpPort());
        if (address.isUnresolved()) {
            throw new ConfigurationException(settings.file() + ": 'http.host' " + settings.httpHost()
                    + " is no address of this machine; set it to one, such as 127.0.0.1");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        } catch (IOException e) {
            throw new ConfigurationException(
                    settings.file() + ": nothing can listen on " + where + " (" + oneLine(e)
                            + "); set 'http.port' to a free port, or to 0 to serve neither health nor metrics",
                    e);
        }
    }

    private static String oneLine(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    static void configure(Main camel, BridgeSettings settings) {
        if (settings.httpPort() == 0) {
            return;
        }
        camel.addInitialProperty("camel.management.enabled", "true");
        camel.addInitialProperty("camel.management.host", settings.httpHost());
        camel.addInitialProperty("camel.management.port", String.valueOf(settings.httpPort()));
        camel.addInitialProperty("camel.management.healthCheckEnabled", "true");
        camel.addInitialProperty("camel.management.metricsEnabled", "true");
        camel.addInitialProperty("camel.metrics.enabled", "true");
        camel.addInitialProperty("camel.metrics.namingStrategy", "micrometer");
        camel.addInitialProperty("camel.health.exposureLevel", "full");
    }
}
