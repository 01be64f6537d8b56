// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.CorrectedRecords;
import dev.stemgate.fhir.read.ImportedEntry;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.PatientSearch;
import dev.stemgate.fhir.read.PatientSearches;
import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.fhir.read.SearchRestarts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Reads one patient's whole record for a person who waits for it, without a route: the searches, the guarded client and the meaning
 * of a refusal are those of the bridge's pull, so that both find the same. It writes nothing. Not thread-safe; closing it
 * closes its connections.
 */
public final class PatientReader implements AutoCloseable {

    private final EhrClients clients = new EhrClients();
    private final EhrSettings settings;
    private final ReadingPlan plan;
    private final IGenericClient client;

    public PatientReader(EhrSettings settings, ReadingPlan plan) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.client = clients.clientFor(settings);
    }

    /**
     * Reads every kind of the plan to its last page, and the Medications that were referred to and not included. What is refused is a gap
     * of the record. Where the Patient is not {@link PatientStanding.Found found}, nothing else is asked for.
     *
     * @param readOn today in the EHR's zone
     * @param servedBefore kinds that this EHR is known to serve: a 404 for one of them does not mean that it serves none
     * @throws EhrException when the EHR is not there, or does not give the Patient
     */
    public PatientRecord read(PatientKey patient, LocalDate readOn, Set<RecordKind> servedBefore) {
        return read(patient, readOn, servedBefore, CorrectedRecords.NONE, List.of());
    }

    /**
     * As above, as the bridge reads.
     *
     * @param corrected gives the corrected bytes of records that a person corrected
     * @param imported what files and messages said of the patient
     */
    public PatientRecord read(
            PatientKey patient,
            LocalDate readOn,
            Set<RecordKind> servedBefore,
            CorrectedRecords corrected,
            List<ImportedEntry> imported) {
        PatientRecord record = new PatientRecord(patient, readOn, settings, corrected);
        plan.notRead().forEach(record::notAvailable);
        record.addImported(imported);
        for (PatientSearch search : PatientSearches.forPatient(patient.patientId(), settings, plan)) {
            read(record, Optional.of(search.kind()), search.relativeUrl(), servedBefore);
            if (record.standing() instanceof PatientStanding.NotFound) {
                readById(record, patient);
            }
            if (!(record.standing() instanceof PatientStanding.Found)) {
                return record;
            }
        }
        for (String url : PatientSearches.medications(record.medicationsToRead())) {
            read(record, Optional.empty(), url, servedBefore);
        }
        return record;
    }

    private void readById(PatientRecord record, PatientKey patient) {
        Optional<String> url = PatientSearches.byId(patient.patientId(), settings);
        if (url.isPresent()) {
            try {
                record.addPage(RecordKind.PATIENT, following(url.get()));
            } catch (EhrException refusal) {
                record.refusedById(refusal);
            }
        }
    }

    private void read(PatientRecord record, Optional<RecordKind> kind, String url, Set<RecordKind> servedBefore) {
        SearchRestarts restarts = new SearchRestarts();
        restarts.begin(url);
        Optional<String> page = Optional.of(url);
        boolean first = true;
        while (page.isPresent()) {
            try {
                page = take(record, kind, first ? first(page.get()) : following(page.get()));
                first = false;
            } catch (EhrException refusal) {
                page = restarts.after(refusal, first);
                first = true;
                if (page.isPresent()) {
                    kind.ifPresentOrElse(record::restart, record::restartMedications);
                } else {
                    record.refused(
                            kind, refusal, kind.filter(servedBefore::contains).isPresent());
                }
            }
        }
    }

    private static Optional<String> take(PatientRecord record, Optional<RecordKind> kind, Bundle page) {
        return kind.isPresent() ? record.addPage(kind.get(), page) : record.addMedications(page);
    }

    private Bundle first(String relativeUrl) {
        return client.search().byUrl(relativeUrl).returnBundle(Bundle.class).execute();
    }

    private Bundle following(String absoluteUrl) {
        return client.loadPage()
                .byUrl(absoluteUrl)
                .andReturnBundle(Bundle.class)
                .execute();
    }

    @Override
    public void close() {
        clients.close();
    }
}
