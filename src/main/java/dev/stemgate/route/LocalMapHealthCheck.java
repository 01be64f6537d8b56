// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says whether the local map on the disk is the one in force. It is never "down": the bridge screens by the map before. */
final class LocalMapHealthCheck extends AbstractHealthCheck {

    private final LocalMapWatch map;

    LocalMapHealthCheck(LocalMapWatch map) {
        super("stemgate", "local-map");
        this.map = map;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String problem = map.problem();
        builder.detail("state", problem.isEmpty() ? "in-force" : "not-taken-up");
        if (!problem.isEmpty()) {
            builder.message("the local map on the disk is not taken up, the one before stays in force: " + problem);
        }
        builder.up();
    }
}
