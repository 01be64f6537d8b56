// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.sandbox.Sandbox;
import dev.stemgate.sandbox.SandboxSettings;
import dev.stemgate.sandbox.StoredVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Patients on the JPA server who carry a tag of their own, so that a bridge finds these and no others. The server enforces
 * referential integrity: references to what is not loaded (encounters, practitioners) are taken out.
 */
final class JpaCohort {

    /** Types in an order in which nothing refers to what comes later. */
    private static final List<String> TYPES = List.of(
            "Patient",
            "Medication",
            "Condition",
            "MedicationStatement",
            "MedicationRequest",
            "Observation",
            "Procedure",
            "AllergyIntolerance",
            "ServiceRequest");

    private static final int AT_ONCE = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IGenericClient server;
    private final String tag = UUID.randomUUID().toString();
    private final List<Resource> waiting = new ArrayList<>();

    JpaCohort(IGenericClient server) {
        this.server = server;
    }

    /** The relative search that finds the Patients of this cohort. */
    String search() {
        return "Patient?_tag=" + JpaServerRecords.SYSTEM + "%7C" + tag;
    }

    /** Adds resources with ids of their own; Patients get the tag. */
    JpaCohort with(String... resources) {
        for (String json : resources) {
            add(tree(json));
        }
        return this;
    }

    /** Adds the demo population but for some patients, and returns the ids of those whom it added. */
    Set<String> withDemoPopulation(LocalDate asOf, Set<String> leftOut) {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo(asOf))) {
            Set<String> there = new HashSet<>();
            Set<String> patients = new LinkedHashSet<>();
            for (StoredVersion patient : sandbox.store().current("Patient")) {
                if (!leftOut.contains(patient.id())) {
                    patients.add(patient.id());
                }
            }
            for (String type : TYPES) {
                for (StoredVersion record : sandbox.store().current(type)) {
                    ObjectNode resource = tree(record.json());
                    boolean ours = type.equals("Medication")
                            || patients.contains(type.equals("Patient") ? record.id() : subjectOf(resource));
                    if (ours) {
                        there.add(record.reference());
                        keepOnly(there, patients, resource);
                        add(resource);
                    }
                }
            }
            return patients;
        }
    }

    /** Sends what was added. */
    JpaCohort load() {
        for (int from = 0; from < waiting.size(); from += AT_ONCE) {
            Bundle transaction = JpaServerRecords.transaction();
            for (Resource resource : waiting.subList(from, Math.min(waiting.size(), from + AT_ONCE))) {
                transaction
                        .addEntry()
                        .setResource(resource)
                        .getRequest()
                        .setMethod(Bundle.HTTPVerb.PUT)
                        .setUrl(resource.fhirType() + "/"
                                + resource.getIdElement().getIdPart());
            }
            server.transaction().withBundle(transaction).execute();
        }
        waiting.clear();
        return this;
    }

    private void add(ObjectNode json) {
        IParser parser = JpaServerRecords.CONTEXT.newJsonParser();
        Resource resource = (Resource) parser.parseResource(json.toString());
        if (resource.fhirType().equals("Patient")) {
            resource.getMeta().addTag(JpaServerRecords.SYSTEM, tag, "");
        }
        waiting.add(resource);
    }

    private static void keepOnly(Set<String> there, Set<String> patients, JsonNode node) {
        if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
            String target = object.get("reference").asText();
            boolean patient = target.startsWith("Patient/") && patients.contains(target.substring("Patient/".length()));
            if (!target.startsWith("#") && !patient && !there.contains(target)) {
                object.remove("reference");
                object.put("display", "not loaded");
            }
        }
        node.forEach(child -> keepOnly(there, patients, child));
    }

    private static String subjectOf(JsonNode resource) {
        String element = resource.has("patient") ? "patient" : "subject";
        return resource.path(element).path("reference").asText().replaceFirst("^Patient/", "");
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }
}
