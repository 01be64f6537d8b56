// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What this server refuses to store, as a strict EHR would: content that is not R4, resources without their core elements, and
 * references that lead nowhere (HAPI JPA's referential integrity). Thread-safe.
 */
final class WriteRules {

    /** Elements that must be there; {@code [x]} as HAPI names them. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "Observation", Set.of("status", "code", "subject"),
            "Condition", Set.of("subject"),
            "MedicationStatement", Set.of("status", "medication[x]", "subject"),
            "MedicationRequest", Set.of("status", "intent", "medication[x]", "subject"),
            "Provenance", Set.of("target", "recorded", "agent"),
            "DocumentReference", Set.of("status", "content"));

    /** R4 lets Observation.derivedFrom point at these only; HAPI JPA refuses others with HAPI-0931. */
    private static final Set<String> DERIVED_FROM = Set.of(
            "DocumentReference", "ImagingStudy", "Media", "QuestionnaireResponse", "Observation", "MolecularSequence");

    private static final Pattern LITERAL =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(/_history/[A-Za-z0-9\\-.]{1,64})?");

    private final FhirContext context;
    private final ObservationRules observations;

    WriteRules(FhirContext context, Manners manners) {
        this.context = context;
        this.observations = new ObservationRules(manners);
    }

    /**
     * Parses a body again, strictly: HAPI's server lets unknown elements pass with a warning.
     *
     * @throws UnprocessableEntityException with status 422 for content that is not R4
     */
    void checkBody(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            IParser parser = EncodingEnum.detectEncoding(text).newParser(context);
            parser.setParserErrorHandler(new StrictErrorHandler()).parseResource(text);
        } catch (DataFormatException notR4) {
            throw new UnprocessableEntityException(notR4.getMessage(), notR4);
        }
    }

    /**
     * Checks a resource against what will be on the server when it is written.
     *
     * @throws UnprocessableEntityException with status 422 for a missing element or a wrong target type
     * @throws InvalidRequestException with status 400 for a reference that leads nowhere
     */
    void check(Resource resource, Records records) {
        for (String element : REQUIRED.getOrDefault(resource.fhirType(), Set.of())) {
            Property property = resource.getNamedProperty(element);
            if (property == null || property.getValues().stream().allMatch(value -> value.isEmpty())) {
                throw new UnprocessableEntityException(
                        resource.fhirType() + "." + element + ": minimum required = 1, but only found 0");
            }
        }
        if (resource instanceof Observation observation) {
            observations.check(observation);
            observation.getDerivedFrom().forEach(WriteRules::checkDerivedFrom);
        }
        for (ResourceReferenceInfo found : context.newTerser().getAllResourceReferences(resource)) {
            checkTarget(resource, found, records);
        }
    }

    private static void checkDerivedFrom(Reference reference) {
        String type = reference.getReferenceElement().getResourceType();
        if (type != null && !DERIVED_FROM.contains(type)) {
            throw new UnprocessableEntityException(
                    "Invalid reference found at path: Observation.derivedFrom. Resource type " + type
                            + " is not valid for this path");
        }
    }

    private static void checkTarget(Resource resource, ResourceReferenceInfo found, Records records) {
        String target = found.getResourceReference().getReferenceElement().getValue();
        if (target == null || target.startsWith("#")) {
            return;
        }
        Matcher literal = LITERAL.matcher(target);
        if (!literal.matches()) {
            throw new InvalidRequestException("Invalid resource reference found at path[" + resource.fhirType() + "."
                    + found.getName() + "]: external and placeholder references are not allowed on this server");
        }
        if (records.current(literal.group(1), literal.group(2)).isEmpty()) {
            throw new InvalidRequestException("Resource " + literal.group(1) + "/" + literal.group(2)
                    + " not found, specified in path: " + resource.fhirType() + "." + found.getName());
        }
    }
}
