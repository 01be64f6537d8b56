// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.CohortPage;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.write.Outbox;
import dev.stemgate.fhir.write.PriorObservation;
import dev.stemgate.fhir.write.PriorSearch;
import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.fhir.write.WriteBack;
import dev.stemgate.fhir.write.WriteReceipt;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What the routes and an EHR say to each other. Camel carries message bodies as objects; this class alone knows that they are
 * R4 Bundles, so that HAPI FHIR stays inside {@code fhir} (DESIGN, invariant 10). Thread-safe.
 */
public final class EhrConversation implements AutoCloseable {

    private final EhrClients clients = new EhrClients();
    private final PriorSearch priorSearch;
    private final Outbox outbox;

    public EhrConversation() {
        priorSearch = new PriorSearch(R4.context());
        outbox = new Outbox(R4.context());
    }

    /** The client that the {@code fhir:} endpoints of this EHR are to use. */
    public Object client(EhrSettings settings) {
        return clients.clientFor(settings);
    }

    /** What the scopes that an EHR granted lack, in one line; empty when they suffice or none were granted yet. */
    public String scopeShortfall(String ehr) {
        return clients.scopeShortfall(ehr);
    }

    /**
     * Whether the scopes that an EHR granted reach all records of a kind; true where they say nothing.
     *
     * @throws dev.stemgate.fhir.client.EhrException when there are no credentials now
     */
    public boolean mayRead(String ehr, RecordKind kind) {
        return clients.mayRead(ehr, kind.fhirType());
    }

    /** A page of a cohort search. */
    public CohortPage cohort(Object answer) {
        return CohortPage.of(bundle(answer));
    }

    /** Adds a page to a patient's record and returns the URL of the next one. */
    public Optional<String> add(PatientRecord record, RecordKind kind, Object answer) {
        return record.addPage(kind, bundle(answer));
    }

    /** Adds a page of referenced Medications and returns the URL of the next one. */
    public Optional<String> addMedications(PatientRecord record, Object answer) {
        return record.addMedications(bundle(answer));
    }

    /** What stands on the EHR under our identifier, told by the answer to a search for it. */
    public PriorSearch.Found prior(PatientKey patient, String modelId, Object answer) {
        SearchPage page = SearchPage.of(bundle(answer));
        return priorSearch.among(
                ScreeningIdentity.of(patient, modelId),
                page.entries().stream().map(SearchPage.Entry::bytes).toList());
    }

    /** The transaction that writes a screening. */
    public Object transaction(
            Screening screening, Fingerprint fingerprint, Optional<PriorObservation> prior, Instant issued) {
        return WriteBack.transaction(screening, fingerprint, prior, issued);
    }

    /** The transaction that replaces our Observation where the EHR itself cannot be asked what it holds. */
    public Object blindAmendment(Screening screening, Fingerprint fingerprint, Instant issued) {
        return WriteBack.blindAmendment(screening, fingerprint, issued);
    }

    /** The transaction that withdraws an Observation of ours. */
    public Object retraction(PriorObservation prior, Instant issued) {
        return WriteBack.retract(prior, issued);
    }

    /** What the EHR did with a transaction. */
    public WriteReceipt receipt(Object transaction, Object answer) {
        return WriteReceipt.of(bundle(transaction), bundle(answer));
    }

    /** Writes a transaction into a folder instead of sending it. */
    public Path file(Path folder, String name, Object transaction) {
        return outbox.write(folder, name, bundle(transaction));
    }

    /** Closes the connections. */
    @Override
    public void close() {
        clients.close();
    }

    static Bundle bundle(Object body) {
        if (body instanceof Bundle bundle) {
            return bundle;
        }
        throw new IllegalStateException("the route promised a Bundle and brought "
                + (body == null ? "nothing" : body.getClass().getSimpleName()));
    }
}
