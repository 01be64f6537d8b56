// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/**
 * What an EHR's capability statement says of writing.
 *
 * @param transactions whether transactions are declared; true where the statement cannot be read, since a refusal then tells
 * @param conditionalCreate whether a conditional create of the result's type is declared, so that a second one cannot come to be; false
 *     where the statement cannot be read
 */
public record DeclaredWrites(boolean transactions, boolean conditionalCreate) {

    /** While nothing is known: a transaction is tried, and nothing is relied upon. */
    public static final DeclaredWrites UNKNOWN = new DeclaredWrites(true, false);

    /**
     * Asks the EHR.
     *
     * @param type the resource type of results
     * @throws EhrUnavailableException when it does not answer now
     */
    public static DeclaredWrites ask(IGenericClient client, String type) {
        try {
            return of(client.capabilities().ofType(CapabilityStatement.class).execute(), type);
        } catch (EhrUnavailableException outage) {
            throw outage;
        } catch (EhrException | ClassCastException unreadable) {
            return UNKNOWN;
        }
    }

    static DeclaredWrites of(CapabilityStatement statement, String type) {
        boolean transactions = statement.getRest().stream()
                .flatMap(rest -> rest.getInteraction().stream())
                .anyMatch(interaction -> interaction.getCode() == SystemRestfulInteraction.TRANSACTION);
        boolean conditional = statement.getRest().stream()
                .flatMap(rest -> rest.getResource().stream())
                .anyMatch(resource -> type.equals(resource.getType()) && resource.getConditionalCreate());
        return new DeclaredWrites(transactions, conditional);
    }
}
