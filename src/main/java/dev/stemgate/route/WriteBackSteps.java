// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.Results;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Bean {@code writeBack}: decides what is to become of a result, and settles those that are not written to the EHR. Thread-safe. */
public final class WriteBackSteps {

    private static final String REASON = "holdReason";

    private final WriteDecision decision;
    private final Results results;
    private final ModelVersion model;
    private final EhrConversation conversation;
    private final EndpointGate gate;
    private final Clock clock;

    WriteBackSteps(
            WriteDecision decision,
            Results results,
            ModelVersion model,
            EhrConversation conversation,
            EndpointGate gate,
            Clock clock) {
        this.decision = decision;
        this.results = results;
        this.model = model;
        this.conversation = conversation;
        this.gate = gate;
        this.clock = clock;
    }

    /** Sets {@code decision}: {@code unchanged}, {@code write}, {@code file} or {@code hold}. */
    public void decide(Exchange exchange) {
        WriteDecision.Decision made = decision.of(Properties.work(exchange));
        exchange.setProperty(Properties.DECISION, made.way().name().toLowerCase(Locale.ROOT));
        exchange.setProperty(REASON, made.reason());
    }

    /** Sets {@code decision} for a result that was to be written and had to wait: {@code hold} where writing was stopped meanwhile. */
    public void decideAgain(Exchange exchange) {
        Optional<String> stopped = decision.stopped(Properties.work(exchange).hospital());
        exchange.setProperty(Properties.DECISION, stopped.isPresent() ? "hold" : "write");
        exchange.setProperty(REASON, stopped.orElse(""));
    }

    /** The same came out again: the ledger notes the later date, nothing is written. */
    public void unchanged(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        results.finishUnchanged(work.unit(), work.judgement(), work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    /** The result is stored and shown, and not written. */
    public void hold(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        String reason = exchange.getProperty(REASON, String.class);
        results.finishHeld(work.unit(), work.judgement(), reason, work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    /** Writes the transaction into the hospital's outbox instead of sending it. */
    public void writeFile(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Judgement judgement = work.judgement();
        boolean later = results.lastWritten(work.unit().patient(), model.id()).isPresent();
        Object transaction = later
                ? conversation.blindAmendment(judgement.screening(), judgement.fingerprint(), judgement.evaluatedAt())
                : conversation.transaction(
                        conversation.observations(),
                        judgement.screening(),
                        judgement.fingerprint(),
                        Optional.empty(),
                        judgement.evaluatedAt());
        Path folder = work.hospital().outbox().orElseThrow();
        conversation.file(folder, fileName(work), transaction);
        results.finishWritten(work.unit(), judgement, ObservationVersion.NONE, work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    private static String fileName(PatientWork work) {
        String fingerprint = work.judgement().fingerprint().value();
        return work.hospital().ehr() + "-" + work.unit().id() + "-" + fingerprint.substring(0, 12);
    }
}
