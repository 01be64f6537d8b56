// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** The capability statement of the manners of the moment: it declares what works, and nothing else. Thread-safe. */
public final class DeclaredCapabilities extends ServerCapabilityStatementProvider {

    private final Manners manners;

    DeclaredCapabilities(RestfulServer server, Manners manners) {
        super(server);
        this.manners = manners;
    }

    /** Never kept: manners may change while the server runs. */
    @Override
    @Metadata(cacheMillis = 0)
    public IBaseConformance getServerConformance(HttpServletRequest request, RequestDetails details) {
        CapabilityStatement statement = (CapabilityStatement) super.getServerConformance(request, details);
        statement.getRest().forEach(this::declare);
        return statement;
    }

    private void declare(CapabilityStatementRestComponent rest) {
        if (manners.has(Manner.NO_TRANSACTIONS)) {
            rest.getInteraction()
                    .removeIf(interaction -> interaction.getCode() == SystemRestfulInteraction.TRANSACTION
                            || interaction.getCode() == SystemRestfulInteraction.BATCH);
        }
        if (!manners.has(Manner.PATIENT_MATCH)) {
            rest.getOperation().clear();
            rest.getResource().forEach(resource -> resource.getOperation().clear());
        }
        rest.getResource().removeIf(resource -> !manners.serves(resource.getType()));
        rest.getResource().stream()
                .filter(resource -> !resource.getType().equals("OperationDefinition"))
                .forEach(this::declare);
    }

    private void declare(CapabilityStatementRestResourceComponent resource) {
        String type = resource.getType();
        if (!manners.takes(type)) {
            resource.getInteraction()
                    .removeIf(interaction -> interaction.getCode() == TypeRestfulInteraction.CREATE
                            || interaction.getCode() == TypeRestfulInteraction.UPDATE);
        }
        resource.setConditionalCreate(manners.takes(type) && !manners.has(Manner.NO_CONDITIONAL_CREATE));
        resource.setConditionalUpdate(manners.takes(type));
        resource.setVersioning(
                manners.has(Manner.IF_MATCH_REQUIRED)
                        ? ResourceVersionPolicy.VERSIONEDUPDATE
                        : ResourceVersionPolicy.VERSIONED);
        resource.getSearchParam().clear();
        parameters(type)
                .forEach((name, kind) -> resource.addSearchParam().setName(name).setType(kind));
        resource.getSearchInclude().clear();
        if (SearchParameter.of(type).containsKey("medication")) {
            resource.addSearchInclude(type + ":medication");
        }
        if (manners.needsPatient(type)) {
            resource.setDocumentation("A search needs the parameter patient or _id.");
        } else if (type.equals("Patient") && manners.has(Manner.DEMOGRAPHICS_NEEDED)) {
            resource.setDocumentation("A search needs demographics, identifier or _id.");
        }
    }

    private Map<String, SearchParamType> parameters(String type) {
        Map<String, SearchParamType> parameters = new TreeMap<>();
        parameters.put("_id", SearchParamType.TOKEN);
        if (manners.searchesByTime(type)) {
            parameters.put("_lastUpdated", SearchParamType.DATE);
        }
        SearchParameter.of(type)
                .forEach((name, parameter) -> parameters.put(
                        name,
                        switch (parameter.kind()) {
                            case TOKEN -> SearchParamType.TOKEN;
                            case REFERENCE -> SearchParamType.REFERENCE;
                            case TEXT -> name.equals("birthdate") ? SearchParamType.DATE : SearchParamType.STRING;
                        }));
        return parameters;
    }
}
