// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.write.PriorObservation;
import dev.stemgate.fhir.write.PriorSearch;
import dev.stemgate.fhir.write.RefusedWriteException;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.fhir.write.WriteReceipt;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.WriteBackMode;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.Results;
import dev.stemgate.state.StoredResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Bean {@code writeBack}: decides whether a result differs from what stands on the EHR, makes the transaction, and records what
 * became of it. Thread-safe.
 */
public final class WriteBackSteps {

    /** A search by our identifier finds nothing for this long after a write, at most. */
    private static final Duration INDEX_LAG = Duration.ofMinutes(5);

    private final Results results;
    private final ModelVersion model;
    private final EhrConversation conversation;
    private final EndpointGate gate;
    private final Clock clock;

    public WriteBackSteps(
            Results results, ModelVersion model, EhrConversation conversation, EndpointGate gate, Clock clock) {
        this.results = results;
        this.model = model;
        this.conversation = conversation;
        this.gate = gate;
        this.clock = clock;
    }

    /** Sets {@code decision}: {@code unchanged}, or what the hospital's mode says. */
    public void decide(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        exchange.setProperty(Properties.DECISION, decision(work));
    }

    private String decision(PatientWork work) {
        Fingerprint fingerprint = work.judgement().fingerprint();
        PatientKey patient = work.unit().patient();
        WriteBackMode mode = work.hospital().writeBack();
        Optional<StoredResult> standing =
                mode == WriteBackMode.OFF ? Optional.empty() : results.lastWritten(patient, model.id());
        if (standing.filter(stored -> stored.fingerprint().equals(fingerprint) && standsWhereItBelongs(stored, mode))
                .isPresent()) {
            return "unchanged";
        }
        return switch (mode) {
            case OFF -> "hold";
            case OBSERVATION -> "observation";
            case FILE -> "file";
        };
    }

    /** The same came out again: the ledger notes the later date, nothing is written. */
    public void unchanged(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        results.finishUnchanged(work.unit(), work.judgement(), work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    /** Write-back is off: the result is stored and shown. */
    public void hold(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        results.finishHeld(work.unit(), work.judgement(), "write-back-off", work.counts(), clock.instant());
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
                        judgement.screening(), judgement.fingerprint(), Optional.empty(), judgement.evaluatedAt());
        Path folder = work.hospital().outbox().orElseThrow();
        conversation.file(folder, fileName(work), transaction);
        results.finishWritten(work.unit(), judgement, ObservationVersion.NONE, work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    /** A result that went to the outbox does not yet stand on an EHR that is now written to directly. */
    private static boolean standsWhereItBelongs(StoredResult stored, WriteBackMode mode) {
        return mode != WriteBackMode.OBSERVATION || !stored.observation().id().isEmpty();
    }

    private static String fileName(PatientWork work) {
        String fingerprint = work.judgement().fingerprint().value();
        return work.hospital().ehr() + "-" + work.unit().id() + "-" + fingerprint.substring(0, 12);
    }

    /** The intent is stored first; then the EHR is asked what stands there under our identifier. */
    public void priorSearch(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        results.recordWriteIntent(work.unit(), work.judgement(), clock.instant());
        exchange.getMessage().setBody(identity(work.unit().patient()).searchUrl());
    }

    /** Body becomes the transaction to send, or null when the EHR already holds exactly this. */
    public void transaction(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Judgement judgement = work.judgement();
        Optional<PriorObservation> prior = found(exchange, work.unit().patient())
                .or(() -> writtenLately(work.unit().patient()));
        if (prior.filter(observation -> observation.says(judgement.fingerprint()))
                .isPresent()) {
            work.alreadyThere(prior.get());
            exchange.getMessage().setBody(null);
            return;
        }
        Object transaction = conversation.transaction(
                judgement.screening(), judgement.fingerprint(), prior, judgement.evaluatedAt());
        work.transaction(transaction);
        exchange.getMessage().setBody(transaction);
    }

    /** Some EHRs find only later what was written (EHR-NOTES 3); until then the id and version that the write gave are believed. */
    private Optional<PriorObservation> writtenLately(PatientKey patient) {
        return results.lastWritten(patient, model.id())
                .filter(stored -> stored.recordedAt().isAfter(clock.instant().minus(INDEX_LAG)))
                .map(StoredResult::observation)
                .filter(observation -> !observation.id().isEmpty())
                .map(observation -> PriorObservation.written(observation.id(), observation.version()));
    }

    /** Records what the EHR did and closes the unit. */
    public void written(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        ObservationVersion observation = work.alreadyThere()
                .map(prior -> new ObservationVersion(prior.id(), prior.version()))
                .orElseGet(() -> receipt(work, exchange.getMessage().getBody()));
        results.finishWritten(work.unit(), work.judgement(), observation, work.counts(), clock.instant());
        gate.unitFinished(work.hospital().ehr());
    }

    private ObservationVersion receipt(PatientWork work, Object answer) {
        WriteReceipt receipt = receiptOf(work, answer);
        if (receipt.effect() == WriteReceipt.Effect.ALREADY_THERE) {
            throw new ConcurrentWriteException(work.hospital().ehr());
        }
        return new ObservationVersion(receipt.observationId(), receipt.version());
    }

    /** Some servers answer the transaction with success and its entry with the conflict. */
    private WriteReceipt receiptOf(PatientWork work, Object answer) {
        try {
            return conversation.receipt(work.transaction(), answer);
        } catch (RefusedWriteException refused) {
            if (refused.status() == 409 || refused.status() == 412) {
                throw new ConcurrentWriteException(work.hospital().ehr());
            }
            throw refused;
        }
    }

    /** Body becomes the search for an Observation of ours on a patient merged away, or null when we never wrote one. */
    public void mergedSearch(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        boolean ours = work.hospital().writeBack() == WriteBackMode.OBSERVATION;
        exchange.getMessage().setBody(ours ? identity(work.unit().patient()).searchUrl() : null);
    }

    /** Body becomes the transaction that withdraws it, or null when there is nothing to withdraw. */
    public void retraction(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Object retraction = found(exchange, work.unit().patient())
                .filter(prior -> !prior.isRetracted())
                .map(prior -> conversation.retraction(prior, clock.instant()))
                .orElse(null);
        work.transaction(retraction);
        exchange.getMessage().setBody(retraction);
    }

    /** What the EHR answered to the withdrawal is checked, and the old record's result is forgotten: it stands nowhere any more. */
    public void withdrawn(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        if (exchange.getMessage().getBody() != null) {
            conversation.receipt(work.transaction(), exchange.getMessage().getBody());
        }
        results.forget(work.unit().patient(), model.id());
    }

    private ScreeningIdentity identity(PatientKey patient) {
        return ScreeningIdentity.of(patient, model.id());
    }

    private Optional<PriorObservation> found(Exchange exchange, PatientKey patient) {
        PriorSearch.Found found =
                conversation.prior(patient, model.id(), exchange.getMessage().getBody());
        if (found instanceof PriorSearch.Found.Several) {
            throw new SeveralObservationsException(patient.ehr());
        }
        return found instanceof PriorSearch.Found.One one ? Optional.of(one.observation()) : Optional.empty();
    }
}
