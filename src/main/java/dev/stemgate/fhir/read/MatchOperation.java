// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;

/**
 * The operation {@code Patient/$match} (FHIR R4, Patient-operation-match): the EHR's own index of patients says who of them a described
 * patient may be, and how sure it is. Stateless.
 */
public final class MatchOperation {

    private static final String NAME = "match";
    private static final String DEFINITION = "Patient-match";
    private static final int MOST = 20;

    private MatchOperation() {}

    /**
     * Whether the EHR declares the operation; false where its statement cannot be read, since nothing is then relied upon.
     *
     * @throws EhrUnavailableException when it does not answer now
     */
    public static boolean isDeclared(IGenericClient client) {
        try {
            return isDeclared(
                    client.capabilities().ofType(CapabilityStatement.class).execute());
        } catch (EhrUnavailableException outage) {
            throw outage;
        } catch (EhrException | ClassCastException unreadable) {
            return false;
        }
    }

    public static boolean isDeclared(CapabilityStatement statement) {
        return statement.getRest().stream()
                .flatMap(rest -> rest.getResource().stream())
                .filter(resource -> "Patient".equals(resource.getType()))
                .flatMap(resource -> resource.getOperation().stream())
                .anyMatch(MatchOperation::isMatch);
    }

    private static boolean isMatch(CapabilityStatementRestResourceOperationComponent operation) {
        String name = operation.hasName() ? operation.getName() : "";
        String definition = operation.hasDefinition() ? operation.getDefinition() : "";
        return name.equals(NAME)
                || name.equals("$" + NAME)
                || definition.replaceFirst("\\|.*", "").endsWith("/" + DEFINITION);
    }

    /**
     * Asks who that may be. All grades are asked for, so that a person sees the candidates.
     *
     * @throws EhrException when there is no answer that can be used
     */
    public static Bundle ask(IGenericClient client, PatientDescription described) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(patient(described));
        parameters.addParameter("onlyCertainMatches", false);
        parameters.addParameter().setName("count").setValue(new IntegerType(MOST));
        return client.operation()
                .onType(Patient.class)
                .named("$" + NAME)
                .withParameters(parameters)
                .returnResourceType(Bundle.class)
                .execute();
    }

    private static Patient patient(PatientDescription described) {
        Patient patient = new Patient();
        described.identifiers().forEach(identifier -> patient.addIdentifier()
                .setSystem(identifier.system())
                .setValue(identifier.value()));
        if (!described.birthDate().isEmpty()) {
            patient.getBirthDateElement().setValueAsString(described.birthDate());
        }
        if (!described.sex().isEmpty()) {
            patient.setGender(gender(described.sex()));
        }
        return patient;
    }

    private static AdministrativeGender gender(String sex) {
        try {
            return AdministrativeGender.fromCode(sex);
        } catch (FHIRException noSuchCode) {
            return AdministrativeGender.UNKNOWN;
        }
    }
}
