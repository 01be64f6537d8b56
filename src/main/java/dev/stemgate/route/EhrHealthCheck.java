// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.state.EhrStatus;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness for one hospital: down while its EHR does not answer. The bridge itself stays alive. */
final class EhrHealthCheck extends AbstractHealthCheck {

    private final String ehr;
    private final EndpointGate gate;
    private final EhrStatus status;
    private final Supplier<String> scopeShortfall;
    private final Supplier<String> restsUntil;

    /** @param restsUntil the hours outside which this EHR is left alone now; empty while it is not */
    EhrHealthCheck(
            String ehr,
            EndpointGate gate,
            EhrStatus status,
            Supplier<String> scopeShortfall,
            Supplier<String> restsUntil) {
        super("stemgate", "ehr-" + ehr);
        this.ehr = ehr;
        this.gate = gate;
        this.status = status;
        this.scopeShortfall = scopeShortfall;
        this.restsUntil = restsUntil;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        status.of(ehr).ifPresent(state -> {
            state.completeUpTo().ifPresent(at -> builder.detail("completeUpTo", at.toString()));
            builder.detail("lastError", state.lastErrorCode());
        });
        String lacks = scopeShortfall.get();
        if (!lacks.isEmpty()) {
            builder.detail("scope", lacks);
        }
        String hours = restsUntil.get();
        if (!hours.isEmpty()) {
            builder.detail("outsideActiveHours", hours);
        }
        if (gate.isDown(ehr)) {
            builder.message("the EHR does not answer").down();
        } else {
            builder.up();
        }
    }
}
