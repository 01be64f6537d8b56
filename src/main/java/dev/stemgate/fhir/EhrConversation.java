// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.CohortPage;
import dev.stemgate.fhir.read.MatchOperation;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientDescription;
import dev.stemgate.fhir.read.PatientRecord;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.read.SearchPage;
import dev.stemgate.fhir.write.DeclaredWrites;
import dev.stemgate.fhir.write.DocumentForm;
import dev.stemgate.fhir.write.EntryByEntry;
import dev.stemgate.fhir.write.ObservationForm;
import dev.stemgate.fhir.write.Outbox;
import dev.stemgate.fhir.write.Prior;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.fhir.write.WriteBack;
import dev.stemgate.fhir.write.WriteReceipt;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What the routes and an EHR say to each other. Camel carries message bodies as objects; this class alone knows that they are
 * R4 Bundles, so that HAPI FHIR stays inside {@code fhir} (DESIGN, invariant 10). Thread-safe.
 */
public final class EhrConversation implements AutoCloseable {

    private final EhrClients clients = new EhrClients();
    private final ResultForm observations;
    private final ResultForm documents;
    private final EntryByEntry entryByEntry;
    private final Outbox outbox;

    public EhrConversation() {
        observations = new ObservationForm(R4.context());
        documents = new DocumentForm(R4.context());
        entryByEntry = new EntryByEntry(R4.context());
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

    /** A page of a search that tells who is to be screened. @param type what was searched for */
    public CohortPage cohort(EhrSettings settings, String type, Object answer) {
        return CohortPage.of(bundle(answer), type, settings.origin());
    }

    /** How far the EHR's clock is ahead of ours, as it last told; nothing where it never did. */
    public Duration clockAhead(String ehr) {
        return clients.serverAhead(ehr);
    }

    /** The Patients in the answer to a search by identifier. */
    public PatientCandidates candidates(Object answer) {
        return PatientCandidates.of(bundle(answer));
    }

    /**
     * Whether an EHR declares {@code Patient/$match}.
     *
     * @throws dev.stemgate.fhir.client.EhrUnavailableException when it does not answer now
     */
    public boolean declaresMatch(Object client) {
        return MatchOperation.isDeclared(client(client));
    }

    /**
     * Asks an EHR with {@code Patient/$match} who that may be.
     *
     * @throws dev.stemgate.fhir.client.EhrException when there is no answer that can be used
     */
    public PatientCandidates match(Object client, PatientDescription described) {
        return PatientCandidates.of(MatchOperation.ask(client(client), described));
    }

    /**
     * Whether the scopes that an EHR granted reach all records of a kind; true where they say nothing.
     *
     * @throws dev.stemgate.fhir.client.EhrException when there are no credentials now
     */
    public boolean mayRead(String ehr, RecordKind kind) {
        return clients.mayRead(ehr, kind.fhirType());
    }

    /** Adds a page to a patient's record and returns the URL of the next one. */
    public Optional<String> add(PatientRecord record, RecordKind kind, Object answer) {
        return record.addPage(kind, bundle(answer));
    }

    /** Adds a page of referenced Medications and returns the URL of the next one. */
    public Optional<String> addMedications(PatientRecord record, Object answer) {
        return record.addMedications(bundle(answer));
    }

    /** Results as Observations. */
    public ResultForm observations() {
        return observations;
    }

    /** Results as DocumentReferences. */
    public ResultForm documents() {
        return documents;
    }

    /** Adds a page to the search for what of ours stands on the EHR, and gives the URL of the next one. */
    public Optional<String> add(PriorReading reading, Object answer) {
        return reading.add(SearchPage.of(bundle(answer)));
    }

    /** Reads what of ours stands on the EHR under an id. */
    public Prior read(Object client, ResultForm form, String id) {
        IBaseResource resource =
                client(client).read().resource(form.type()).withId(id).execute();
        return form.read(R4.context()
                .newJsonParser()
                .setStripVersionsFromReferences(false)
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The transaction that writes a screening. */
    public Object transaction(
            ResultForm form, Screening screening, Fingerprint fingerprint, Optional<Prior> prior, Instant issued) {
        return form.write(screening, fingerprint, prior, issued);
    }

    /** The transaction that replaces our Observation where the EHR itself cannot be asked what it holds. */
    public Object blindAmendment(Screening screening, Fingerprint fingerprint, Instant issued) {
        return WriteBack.blindAmendment(screening, fingerprint, issued);
    }

    /** The transaction that withdraws a result of ours. */
    public Object retraction(ResultForm form, Prior prior, Instant issued) {
        return form.retract(prior, issued);
    }

    /** What an EHR declares of writing results of this form. */
    public DeclaredWrites declaredWrites(Object client, ResultForm form) {
        return DeclaredWrites.ask(client(client), form.type());
    }

    /** The transaction of the result alone, without what comes after it. */
    public Object alone(Object transaction) {
        return EntryByEntry.first(bundle(transaction));
    }

    /** Sends the result alone and gives the answer, as of a transaction. */
    public Object sendAlone(Object client, Object transaction) {
        return entryByEntry.sendFirst(client(client), bundle(transaction));
    }

    /** What comes after the result, once its id is known. */
    public List<EntryByEntry.Later> later(Object transaction, String id) {
        return entryByEntry.after(bundle(transaction), id);
    }

    /** Sends what comes after a result. */
    public void sendLater(Object client, String json) {
        entryByEntry.sendLater(client(client), json);
    }

    /** Whether what may have been sent before stands on the EHR, as far as that can be seen. */
    public boolean stands(Object client, String json) {
        return SentProvenance.stands(client(client), json);
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

    private static IGenericClient client(Object client) {
        if (client instanceof IGenericClient known) {
            return known;
        }
        throw new IllegalStateException("the registry promised a FHIR client");
    }

    static Bundle bundle(Object body) {
        if (body instanceof Bundle bundle) {
            return bundle;
        }
        throw new IllegalStateException("the route promised a Bundle and brought "
                + (body == null ? "nothing" : body.getClass().getSimpleName()));
    }
}
