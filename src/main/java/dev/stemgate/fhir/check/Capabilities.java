// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.read.MatchOperation;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;

/**
 * What a server declares of itself (FHIR R4, CapabilityStatement). A declaration is a promise: what matters is tried as well.
 *
 * @param statement as received
 */
record Capabilities(CapabilityStatement statement) {

    Capabilities {
        Objects.requireNonNull(statement, "statement");
    }

    /** {@code 4.0.1}; empty when it names none. */
    String fhirVersion() {
        return statement.getFhirVersion() != null ? statement.getFhirVersion().toCode() : "";
    }

    /** Name and version of the software, as the server gives them; empty when it does not. */
    String software() {
        return (statement.getSoftware().hasName() ? statement.getSoftware().getName() : "")
                + (statement.getSoftware().hasVersion()
                        ? " " + statement.getSoftware().getVersion()
                        : "");
    }

    boolean declares(String type) {
        return resource(type).isPresent();
    }

    boolean searchesBy(String type, String parameter) {
        return resource(type)
                .filter(resource ->
                        resource.getSearchParam().stream().anyMatch(search -> parameter.equals(search.getName())))
                .isPresent();
    }

    boolean includes(String type, String include) {
        return resource(type)
                .filter(resource -> resource.getSearchInclude().stream()
                        .anyMatch(declared -> declared.getValue().equals(include)
                                || declared.getValue().equals("*")))
                .isPresent();
    }

    boolean allows(String type, TypeRestfulInteraction interaction) {
        return resource(type)
                .filter(resource ->
                        resource.getInteraction().stream().anyMatch(declared -> declared.getCode() == interaction))
                .isPresent();
    }

    boolean conditionalCreate(String type) {
        return resource(type)
                .filter(CapabilityStatementRestResourceComponent::getConditionalCreate)
                .isPresent();
    }

    /** {@code Patient/$match}. */
    boolean match() {
        return MatchOperation.isDeclared(statement);
    }

    boolean allows(SystemRestfulInteraction interaction) {
        return server().flatMap(rest -> rest.getInteraction().stream())
                .anyMatch(declared -> declared.getCode() == interaction);
    }

    private Optional<CapabilityStatementRestResourceComponent> resource(String type) {
        return server().flatMap(rest -> rest.getResource().stream())
                .filter(resource -> type.equals(resource.getType()))
                .findFirst();
    }

    private Stream<CapabilityStatementRestComponent> server() {
        return statement.getRest().stream().filter(rest -> rest.getMode() != RestfulCapabilityMode.CLIENT);
    }
}
