// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.ReadingProgress;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness for one hospital: down while its EHR does not answer. The bridge itself stays alive. */
final class EhrHealthCheck extends AbstractHealthCheck {

    private final String ehr;
    private final EndpointGate gate;
    private final EhrStatus status;
    private final ReadingProgress progress;
    private final Supplier<String> scopeShortfall;
    private final Supplier<Map<String, String>> hindrances;
    private final Supplier<String> restsUntil;

    /**
     * @param hindrances what hinders writing; it makes nothing down, since the EHR answers
     * @param restsUntil the hours outside which this EHR is left alone now; empty while it is not
     */
    EhrHealthCheck(
            String ehr,
            EndpointGate gate,
            EhrStatus status,
            ReadingProgress progress,
            Supplier<String> scopeShortfall,
            Supplier<Map<String, String>> hindrances,
            Supplier<String> restsUntil) {
        super("stemgate", "ehr-" + ehr);
        this.ehr = ehr;
        this.gate = gate;
        this.status = status;
        this.progress = progress;
        this.scopeShortfall = scopeShortfall;
        this.hindrances = hindrances;
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
        progress.of(ehr).stream()
                .filter(reached -> !reached.gapReason().isEmpty())
                .forEach(reached -> builder.detail(
                        "gap." + reached.scope(),
                        reached.gapReason() + " at "
                                + reached.gapAt().map(Object::toString).orElse("")));
        String lacks = scopeShortfall.get();
        if (!lacks.isEmpty()) {
            builder.detail("scope", lacks);
        }
        hindrances.get().forEach(builder::detail);
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
