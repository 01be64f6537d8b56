// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import org.apache.camel.main.Main;

/** Health on {@code /observe/health} and metrics on {@code /observe/metrics}. They carry route names and numbers only. */
final class ManagementServer {

    private ManagementServer() {}

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
