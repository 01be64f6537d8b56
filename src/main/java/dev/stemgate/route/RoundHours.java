// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code hours}: whether a round may begin by the active hours of its hospital. A round that may not is no outage: it begins when the
 * hours do. Thread-safe.
 */
public final class RoundHours {

    private static final Logger LOG = LoggerFactory.getLogger(RoundHours.class);

    /** Whether the round may begin. */
    private static final String ACTIVE = "active";

    private final BridgeSettings settings;
    private final CutShortCohorts later;
    private final Clock clock;
    private final Set<String> resting = ConcurrentHashMap.newKeySet();

    RoundHours(BridgeSettings settings, CutShortCohorts later, Clock clock) {
        this.settings = settings;
        this.later = later;
        this.clock = clock;
    }

    /** Sets {@code active}; outside the hours the cohort is put down to be read when they begin. */
    public void check(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        boolean active = hospital.isActiveAt(clock.instant());
        exchange.setProperty(ACTIVE, active);
        if (active) {
            resting.remove(hospital.ehr());
            return;
        }
        later.add(hospital.ehr());
        if (resting.add(hospital.ehr())) {
            LOG.info(
                    "{}: outside its active hours ({}); the round begins when they do",
                    hospital.ehr(),
                    hospital.traffic().activeHours());
        }
    }
}
