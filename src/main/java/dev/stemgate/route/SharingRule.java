// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.WriteBackMode;
import dev.stemgate.state.Results;
import org.apache.camel.Exchange;

/**
 * Who may be written together with others: an Observation that is to be written by transaction, to an EHR that takes these for several
 * patients. Whoever needs a look of his own, since an earlier write of his was begun and not recorded, is written alone. Thread-safe.
 */
final class SharingRule {

    private final Results results;
    private final ModelVersion model;
    private final WriteDecision decision;
    private final WriteWays ways;
    private final SharingManners manners;

    SharingRule(Results results, ModelVersion model, WriteDecision decision, WriteWays ways, SharingManners manners) {
        this.results = results;
        this.model = model;
        this.decision = decision;
        this.ways = ways;
        this.manners = manners;
    }

    /** Whether the patient of this exchange may wait for others of his batch. */
    boolean maySharePatient(Exchange exchange) {
        if (!"write".equals(exchange.getProperty(Properties.DECISION, String.class))
                || !Properties.hasBatch(exchange)) {
            return false;
        }
        PatientWork work = Properties.work(exchange);
        return work.hospital().writeBack() == WriteBackMode.OBSERVATION
                && Properties.batch(exchange).isTogether(work.unit())
                && manners.largest(work.hospital().ehr()) > 1
                && results.intent(work.unit().patient(), model.id()).isEmpty()
                && ways.inTransactions(work.hospital(), Clients.of(exchange, work));
    }

    /** Whether a group may be sent still: writing may have been stopped, or transactions refused, since its patients were screened. */
    boolean mayStillShare(Exchange exchange, Hospital hospital) {
        return decision.stopped(hospital).isEmpty()
                && ways.inTransactions(hospital, Clients.of(exchange.getContext(), hospital.ehr()));
    }
}
