// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.PatientKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * Writes one Observation that is {@code entered-in-error} from the start and says nothing of the patient, twice, to learn whether the
 * server takes it, whether it makes a second one, and how long it takes to find it. It stays on the server.
 */
final class TrialWrite {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Asker asker;
    private final Findings findings;
    private final Clock clock;

    TrialWrite(Asker asker, Findings findings, Clock clock) {
        this.asker = asker;
        this.findings = findings;
        this.clock = clock;
    }

    void on(String patientId) {
        ScreeningIdentity identity = ScreeningIdentity.of(
                new PatientKey("check", patientId), UUID.randomUUID().toString());
        Bundle transaction = transaction(identity, patientId);
        Optional<String> written = write(transaction, "written by --try-write");
        if (written.isEmpty()) {
            return;
        }
        Instant at = clock.instant();
        findable(identity, at);
        write(transaction, "written a second time").ifPresent(second -> same(written.get(), second));
    }

    private Optional<String> write(Bundle transaction, String topic) {
        try {
            Bundle answer = asker.transaction(transaction);
            String status = answer.getEntryFirstRep().getResponse().getStatus();
            String id = new IdType(answer.getEntryFirstRep().getResponse().getLocation()).getIdPart();
            if (id == null || status == null || !status.startsWith("2")) {
                findings.fails(topic, "the entry was answered " + first(status), "Results would become dead letters.");
                return Optional.empty();
            }
            findings.works(
                    topic, "Observation/" + id + ", " + first(status), "Marked entered-in-error; it stays there.");
            return Optional.of(id);
        } catch (EhrException refusal) {
            findings.fails(
                    topic,
                    new Attempt.Refused(refusal).seen(),
                    "Results would become dead letters 'refused-by-ehr': use another writeBack, or ask the hospital.");
            return Optional.empty();
        }
    }

    private void findable(ScreeningIdentity identity, Instant written) {
        Instant until = written.plus(PATIENCE);
        long pause = 200;
        while (clock.instant().isBefore(until)) {
            if (asker.search(identity.searchUrl()) instanceof Attempt.Answered answered
                    && !answered.records("Observation").isEmpty()) {
                found(Duration.between(written, clock.instant()));
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(5_000, pause * 2);
        }
        findings.fails(
                "found after writing",
                "not within " + PATIENCE.toSeconds() + " s",
                "Set indexLag to the time after which the server surely finds what was written; ask its operator.");
    }

    private void found(Duration lag) {
        if (lag.toSeconds() < 2) {
            findings.works("found after writing", "at once", "No index lag to wait for.");
            findings.propose("indexLag", "10s");
        } else {
            findings.limited(
                    "found after writing",
                    "after " + lag.toSeconds() + " s",
                    "After a crash the bridge must wait longer than that before it writes again.");
            findings.propose("indexLag", Math.max(60, 10 * lag.toSeconds()) + "s");
        }
    }

    private void same(String first, String second) {
        if (first.equals(second)) {
            findings.works("conditional create, tried", "the first one was found", "No second Observation was made.");
        } else {
            findings.fails(
                    "conditional create, tried",
                    "a second one, Observation/" + second + ", was made",
                    "The server ignores it: the bridge reads before it writes, and a race could still make two.");
        }
    }

    private Bundle transaction(ScreeningIdentity identity, String patientId) {
        Observation observation = new Observation();
        observation.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
        observation.addIdentifier(identity.identifier());
        observation.setCode(new CodeableConcept().setText("Trial of write access; says nothing of the patient"));
        observation.setSubject(new Reference("Patient/" + patientId));
        observation.setEffective(new DateTimeType(Date.from(clock.instant())));
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + UUID.randomUUID())
                .setResource(observation)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation")
                .setIfNoneExist(identity.searchCriteria());
        return bundle;
    }

    private static String first(String status) {
        return status == null ? "nothing" : status.split(" ")[0];
    }
}
