// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the small R4 bundles of the cases into facts: a test fixture, not a mapper. Every element it meets must be known. */
final class CaseBundle {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ConditionFact> conditions = new ArrayList<>();
    private final List<MedicationFact> medications = new ArrayList<>();
    private final List<ObservationFact> observations = new ArrayList<>();
    private final List<ProcedureFact> procedures = new ArrayList<>();
    private final List<AllergyFact> allergies = new ArrayList<>();
    private Person person;

    static PatientFacts read(Path file, Map<RecordKind, Reading> readings, LocalDate readOn) {
        CaseBundle bundle = new CaseBundle();
        try {
            for (JsonNode entry : JSON.readTree(file.toFile()).path("entry")) {
                bundle.add(entry.path("resource"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PatientFacts(
                new PatientKey("case", bundle.person.ref().id()),
                bundle.person,
                bundle.conditions,
                bundle.medications,
                bundle.observations,
                bundle.procedures,
                bundle.allergies,
                List.of(),
                readings,
                readOn);
    }

    private void add(JsonNode resource) {
        switch (resource.path("resourceType").asText()) {
            case "Patient" -> person = CaseFields.person(resource);
            case "Condition" -> conditions.add(condition(resource));
            case "MedicationStatement" -> medications.add(statement(resource));
            case "MedicationRequest" -> medications.add(request(resource));
            case "MedicationAdministration" ->
                medications.add(given(resource, MedicationFact.Kind.ADMINISTRATION, when(resource, "effective")));
            case "MedicationDispense" ->
                medications.add(given(
                        resource,
                        MedicationFact.Kind.DISPENSE,
                        CaseFields.date(resource.path("whenHandedOver")).map(When.Dated::new)));
            case "Observation" -> observations.add(CaseEvents.observation(resource));
            case "Procedure" -> procedures.add(CaseEvents.procedure(resource));
            case "AllergyIntolerance" -> allergies.add(CaseEvents.allergy(resource));
            default -> throw new IllegalArgumentException("a case holds an unexpected resource");
        }
    }

    private static ConditionFact condition(JsonNode node) {
        boolean encounter = node.at("/category/0/coding/0/code").asText().equals("encounter-diagnosis");
        return new ConditionFact(
                ref(node),
                CaseFields.concept(node.path("code")),
                CaseFields.clinicalStatus(
                        node.at("/clinicalStatus/coding/0/code").asText()),
                CaseFields.verificationStatus(
                        node.at("/verificationStatus/coding/0/code").asText()),
                encounter,
                when(node, "onset"),
                when(node, "abatement"),
                CaseFields.date(node.path("recordedDate")),
                CaseFields.codes(node.at("/meta/security")));
    }

    private static MedicationFact statement(JsonNode node) {
        return new MedicationFact(
                ref(node),
                MedicationFact.Kind.STATEMENT,
                CaseFields.medicationStatus(node.path("status").asText()),
                MedicationFact.Intent.NONE,
                false,
                drugs(node),
                !node.has("medicationReference"),
                when(node, "effective"),
                CaseFields.date(node.path("dateAsserted")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                reasons(node),
                CaseFields.codes(node.at("/meta/security")));
    }

    private static MedicationFact given(JsonNode node, MedicationFact.Kind kind, Optional<When> effective) {
        JsonNode supply = node.at("/daysSupply/value");
        return new MedicationFact(
                ref(node),
                kind,
                CaseFields.givenStatus(node.path("status").asText()),
                MedicationFact.Intent.NONE,
                false,
                drugs(node),
                true,
                effective,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                supply.isMissingNode() ? Optional.empty() : Optional.of(Duration.ofDays(supply.asLong())),
                0,
                reasons(node),
                CaseFields.codes(node.at("/meta/security")));
    }

    private static MedicationFact request(JsonNode node) {
        JsonNode dispense = node.path("dispenseRequest");
        JsonNode supply = dispense.path("expectedSupplyDuration");
        return new MedicationFact(
                ref(node),
                MedicationFact.Kind.REQUEST,
                CaseFields.medicationStatus(node.path("status").asText()),
                CaseFields.intent(node.path("intent").asText()),
                node.path("doNotPerform").asBoolean(false),
                drugs(node),
                !node.has("medicationReference"),
                Optional.empty(),
                Optional.empty(),
                CaseFields.date(node.path("authoredOn")),
                CaseFields.date(dispense.at("/validityPeriod/end")),
                supply.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(Duration.ofDays(supply.path("value").asLong())),
                dispense.path("numberOfRepeatsAllowed").asInt(0),
                reasons(node),
                CaseFields.codes(node.at("/meta/security")));
    }

    private static List<Concept> drugs(JsonNode node) {
        return node.has("medicationCodeableConcept")
                ? List.of(CaseFields.concept(node.path("medicationCodeableConcept")))
                : List.of();
    }

    private static List<Concept> reasons(JsonNode node) {
        List<Concept> reasons = new ArrayList<>();
        node.path("reasonCode").forEach(reason -> reasons.add(CaseFields.concept(reason)));
        return reasons;
    }

    static ResourceRef ref(JsonNode node) {
        return new ResourceRef(
                node.path("resourceType").asText(), node.path("id").asText(), "1");
    }

    static Optional<When> when(JsonNode node, String name) {
        if (node.has(name + "DateTime")) {
            return CaseFields.date(node.path(name + "DateTime")).map(When.Dated::new);
        }
        if (node.has(name + "Period")) {
            JsonNode period = node.path(name + "Period");
            Optional<DateRange> start = CaseFields.date(period.path("start"));
            return Optional.of(new When.Span(start, CaseFields.date(period.path("end"))));
        }
        if (node.has(name + "Age")) {
            Period age = Period.ofYears(node.path(name + "Age").path("value").asInt());
            return Optional.of(new When.AtAge(age, age));
        }
        return node.has(name + "String")
                ? Optional.of(new When.Worded(node.path(name + "String").asText()))
                : Optional.empty();
    }
}
