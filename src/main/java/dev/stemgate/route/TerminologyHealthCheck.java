// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says whether the terminology server can be used. It is never "down": without it the bridge screens, and more codes stay to be classified. */
final class TerminologyHealthCheck extends AbstractHealthCheck {

    private final TerminologyLookup lookup;

    TerminologyHealthCheck(TerminologyLookup lookup) {
        super("stemgate", "terminology-server");
        this.lookup = lookup;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        boolean degraded = lookup.isDegraded();
        builder.detail("state", degraded ? "degraded" : "answers");
        if (degraded) {
            builder.message("the terminology server cannot be used; codes that no list knows stay to be classified");
        }
        builder.up();
    }
}
