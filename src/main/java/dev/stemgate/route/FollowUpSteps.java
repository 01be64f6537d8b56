// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.WriteConflictException;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.FollowUp;
import dev.stemgate.state.FollowUps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code followUps}: sends what belongs to results that were sent alone, until the EHR takes it. What it does not take waits
 * longer each time, up to an hour; it never costs the result. What may have been taken before, although its answer was lost or a crash
 * came between, is looked for first. Thread-safe.
 */
public final class FollowUpSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUpSteps.class);
    private static final int AT_A_TIME = 20;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final BridgeSettings settings;
    private final FollowUps followUps;
    private final EhrConversation conversation;
    private final EndpointGate gate;
    private final Clock clock;

    FollowUpSteps(
            BridgeSettings settings,
            FollowUps followUps,
            EhrConversation conversation,
            EndpointGate gate,
            Clock clock) {
        this.settings = settings;
        this.followUps = followUps;
        this.conversation = conversation;
        this.gate = gate;
        this.clock = clock;
    }

    /** Names of the EHRs that have something waiting and may be asked now. */
    public List<String> waiting() {
        return settings.hospitals().stream()
                .filter(hospital -> hospital.writeBack().writesToEhr())
                .map(Hospital::ehr)
                .filter(ehr -> gate.isOpen(ehr) && followUps.waiting(ehr) > 0)
                .toList();
    }

    /** Sends what is due for the exchange's EHR. */
    public void send(Exchange exchange) {
        String ehr = Properties.ehr(exchange);
        if (Properties.hasWork(exchange) && !Properties.work(exchange).wasSentAlone()) {
            return;
        }
        Object client = Clients.of(exchange.getContext(), ehr);
        for (FollowUp one : followUps.take(ehr, AT_A_TIME, clock.instant(), LEASE)) {
            send(client, one);
        }
    }

    private void send(Object client, FollowUp one) {
        try {
            if (!one.begun() || !conversation.stands(client, one.entry())) {
                conversation.sendLater(client, one.entry());
            }
            followUps.sent(one, clock.instant());
        } catch (WriteConflictException overtaken) {
            followUps.givenUp(one, code(overtaken), clock.instant());
        } catch (EhrException trouble) {
            Instant now = clock.instant();
            String code = code(trouble);
            followUps.failed(one, code, now.plus(pause(one)), now);
            if (!(trouble instanceof EhrUnavailableException) && !code.equals(one.lastError())) {
                LOG.warn(
                        "{}: the {} of unit {} is not taken ({}); it is tried again",
                        one.ehr(),
                        one.what(),
                        one.unit(),
                        code);
            }
        }
    }

    private static Duration pause(FollowUp one) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(one.attempts(), 12));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private static String code(EhrException trouble) {
        return RefusalCode.of(trouble);
    }
}
