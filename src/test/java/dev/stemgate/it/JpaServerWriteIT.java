// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import static dev.stemgate.it.JpaServerRecords.CONTEXT;
import static dev.stemgate.it.JpaServerRecords.SYSTEM;
import static dev.stemgate.it.JpaServerRecords.condition;
import static dev.stemgate.it.JpaServerRecords.post;
import static dev.stemgate.it.JpaServerRecords.provenance;
import static dev.stemgate.it.JpaServerRecords.screening;
import static dev.stemgate.it.JpaServerRecords.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How a HAPI FHIR JPA server takes what the bridge writes. Each test is a fact about that server, so that an upgrade which
 * changes one is noticed here and not in a hospital.
 */
@ExtendWith(JpaServerExtension.class)
class JpaServerWriteIT {

    private final JpaServerRecords records;
    private final IGenericClient server;

    JpaServerWriteIT(JpaServerProcess process) {
        records = new JpaServerRecords(process);
        server = records.client();
    }

    @Test
    void referenceToAnUnknownPatientIsRefused() {
        assertThatThrownBy(() -> records.create(condition(new Reference("Patient/no-such-patient"), "A")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void conditionalUpdateCreatesThenUpdatesTheSameResource() {
        Reference patient = records.newPatient();
        String key = UUID.randomUUID().toString();

        MethodOutcome first = conditionalUpdate(screening(patient, key, "caution"));
        MethodOutcome second = conditionalUpdate(screening(patient, key, "contraindicated"));

        assertThat(first.getResponseStatusCode()).isEqualTo(201);
        assertThat(second.getResponseStatusCode()).isEqualTo(200);
        assertThat(second.getId().getIdPart()).isEqualTo(first.getId().getIdPart());
        assertThat(second.getId().getVersionIdPart()).isEqualTo("2");
    }

    @Test
    void conditionalUpdateWithTheSameContentMakesNoVersion() {
        Reference patient = records.newPatient();
        String key = UUID.randomUUID().toString();

        conditionalUpdate(screening(patient, key, "caution"));
        MethodOutcome second = conditionalUpdate(screening(patient, key, "caution"));

        assertThat(second.getResponseStatusCode()).isEqualTo(200);
        assertThat(second.getId().getVersionIdPart()).isEqualTo("1");
    }

    @Test
    void conditionalCreateThatMatchesAnswers200AndLeavesCreatedUnset() {
        Reference patient = records.newPatient();
        String key = UUID.randomUUID().toString();

        MethodOutcome first = conditionalCreate(screening(patient, key, "caution"));
        MethodOutcome second = conditionalCreate(screening(patient, key, "contraindicated"));

        assertThat(first.getResponseStatusCode()).isEqualTo(201);
        assertThat(second.getResponseStatusCode()).isEqualTo(200);
        assertThat(second.getCreated()).isNull();
        assertThat(second.getId().getIdPart()).isEqualTo(first.getId().getIdPart());
        assertThat(read(second).getValueStringType().getValue()).isEqualTo("caution");
    }

    @Test
    void staleIfMatchIsAConflictWithStatus409() {
        Reference patient = records.newPatient();
        Observation observation = (Observation)
                records.create(screening(patient, UUID.randomUUID().toString(), "caution"));
        observation.setValue(new StringType("contraindicated"));
        server.update()
                .resource(observation.copy())
                .withId(observation.getIdElement().toVersionless())
                .execute();

        observation.setValue(new StringType("indeterminate"));

        assertThatThrownBy(() -> server.update()
                        .resource(observation)
                        .withAdditionalHeader("If-Match", "W/\"1\"")
                        .execute())
                .isInstanceOfSatisfying(
                        ResourceVersionConflictException.class,
                        conflict -> assertThat(conflict.getStatusCode()).isEqualTo(409));
    }

    @Test
    void everyVersionStaysReadable() {
        Reference patient = records.newPatient();
        String key = UUID.randomUUID().toString();
        conditionalUpdate(screening(patient, key, "caution"));
        MethodOutcome second = conditionalUpdate(screening(patient, key, "contraindicated"));

        Observation first = server.read()
                .resource(Observation.class)
                .withIdAndVersion(second.getId().getIdPart(), "1")
                .execute();

        assertThat(first.getValueStringType().getValue()).isEqualTo("caution");
        assertThat(read(second).getValueStringType().getValue()).isEqualTo("contraindicated");
    }

    @Test
    void observationAndItsProvenanceAreAcceptedInOneTransaction() {
        Reference patient = records.newPatient();
        Condition condition = (Condition) records.create(condition(patient, "C50"));
        String key = UUID.randomUUID().toString();
        String fullUrl = "urn:uuid:" + UUID.randomUUID();
        Bundle transaction = transaction();
        transaction
                .addEntry()
                .setFullUrl(fullUrl)
                .setResource(screening(patient, key, "contraindicated"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl("Observation?identifier=" + SYSTEM + "%7C" + key);
        post(transaction, provenance(new Reference(fullUrl), condition));

        Bundle answer = server.transaction().withBundle(transaction).execute();

        assertThat(answer.getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .allSatisfy(status -> assertThat(status).startsWith("201"));
        Provenance stored = server.read()
                .resource(Provenance.class)
                .withUrl(answer.getEntry().get(1).getResponse().getLocation())
                .execute();
        assertThat(stored.getTargetFirstRep()
                        .getReferenceElement()
                        .toUnqualifiedVersionless()
                        .getValue())
                .isEqualTo(idOf(answer, 0));
    }

    @Test
    void versionsOfReferencesAreDroppedByTheServer() {
        Reference patient = records.newPatient();
        Condition condition = (Condition) records.create(condition(patient, "C50"));
        Observation observation = screening(patient, UUID.randomUUID().toString(), "caution");
        observation.addExtension(
                SYSTEM, new Reference(condition.getIdElement().toUnqualified().getValue()));
        String versioned = condition.getIdElement().toUnqualified().getValue();
        assertThat(CONTEXT.newJsonParser().encodeResourceToString(observation)).contains(versioned);

        Observation stored = (Observation) records.create(observation);
        Provenance provenance = (Provenance)
                records.create(provenance(new Reference(stored.getIdElement().toUnqualifiedVersionless()), condition));

        String unversioned = condition.getIdElement().toUnqualifiedVersionless().getValue();
        assertThat(((Reference) stored.getExtension().get(0).getValue()).getReference())
                .isEqualTo(unversioned);
        assertThat(provenance.getEntityFirstRep().getWhat().getReference()).isEqualTo(unversioned);
    }

    @Test
    void derivedFromAConditionIsRefused() {
        Reference patient = records.newPatient();
        Condition condition = (Condition) records.create(condition(patient, "C50"));
        Observation observation = screening(patient, UUID.randomUUID().toString(), "contraindicated");
        observation.addDerivedFrom(new Reference(condition.getIdElement().toUnqualifiedVersionless()));

        assertThatThrownBy(() -> records.create(observation))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("HAPI-0931");
    }

    private MethodOutcome conditionalUpdate(Observation observation) {
        return server.update()
                .resource(observation)
                .conditional()
                .where(Observation.IDENTIFIER
                        .exactly()
                        .systemAndIdentifier(
                                SYSTEM, observation.getIdentifierFirstRep().getValue()))
                .execute();
    }

    private MethodOutcome conditionalCreate(Observation observation) {
        return server.create()
                .resource(observation)
                .conditionalByUrl("Observation?identifier=" + SYSTEM + "%7C"
                        + observation.getIdentifierFirstRep().getValue())
                .execute();
    }

    private Observation read(MethodOutcome outcome) {
        return server.read()
                .resource(Observation.class)
                .withId(outcome.getId().getIdPart())
                .execute();
    }

    private static String idOf(Bundle answer, int entry) {
        String location = answer.getEntry().get(entry).getResponse().getLocation();
        return location.substring(0, location.indexOf("/_history"));
    }
}
