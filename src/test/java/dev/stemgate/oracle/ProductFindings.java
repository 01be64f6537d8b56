// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import ca.uhn.fhir.parser.IParser;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.FactMapper;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.Finding;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.rules.Evaluator;
import dev.stemgate.rules.Model;
import dev.stemgate.rules.ModelLoader;
import dev.stemgate.terminology.CodeListTerminology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the product finds for the patients of an NDJSON file with one Bundle a patient, through its own mapper and evaluator.
 * Every kind counts as read to the end, since the oracle does not judge completeness. Thread-confined.
 */
final class ProductFindings {

    private static final String EHR = "oracle";

    private final Evaluator evaluator;
    private final IParser parser = R4.context().newJsonParser();
    private long nanos;

    ProductFindings(Path modelDir) {
        Set<String> criteria = ModelLoader.criterionIds(modelDir);
        CodeListTerminology terminology = CodeListTerminology.read(modelDir, criteria);
        Model model = ModelLoader.load(modelDir, terminology.contentHash()).withCodesFor(terminology.criteria());
        this.evaluator = new Evaluator(model, terminology);
    }

    /** Criteria that are not evaluated are left out. */
    SortedMap<String, PatientFindings> judge(Path population, LocalDate asOf) throws IOException {
        SortedMap<String, PatientFindings> all = new TreeMap<>();
        for (String line : Files.readAllLines(population)) {
            PatientFacts facts = facts(parser.parseResource(Bundle.class, line), asOf);
            long start = System.nanoTime();
            Screening screening = evaluator.evaluate(facts, asOf);
            nanos += System.nanoTime() - start;
            all.put(facts.key().patientId(), findings(screening));
        }
        return all;
    }

    /** Nanoseconds that the evaluator alone has taken so far. */
    long nanos() {
        return nanos;
    }

    private static PatientFindings findings(Screening screening) {
        SortedMap<String, String> findings = new TreeMap<>();
        screening.criteria().stream()
                .filter(result -> result.finding() != Finding.NOT_EVALUATED)
                .forEach(result -> findings.put(result.id(), result.finding().code()));
        return new PatientFindings(findings);
    }

    private static PatientFacts facts(Bundle bundle, LocalDate asOf) {
        FactMapper mapper = new FactMapper(new Origin(URI.create("https://ehr.example.org/fhir")));
        List<Resource> records = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        Patient patient = only(records, Patient.class).get(0);
        only(records, Medication.class).forEach(medication -> mapper.remember(medication, ""));
        Person person = mapper.person(patient);
        List<ConditionFact> conditions =
                only(records, Condition.class).stream().map(mapper::condition).toList();
        List<MedicationFact> medications = new ArrayList<>();
        only(records, MedicationStatement.class).forEach(record -> medications.add(mapper.medication(record)));
        only(records, MedicationRequest.class).forEach(record -> medications.add(mapper.medication(record)));
        PatientKey key = new PatientKey(EHR, patient.getIdElement().getIdPart());
        return new PatientFacts(key, person, conditions, medications, allRead(), asOf);
    }

    private static Map<RecordKind, Reading> allRead() {
        Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            readings.put(kind, Reading.COMPLETE);
        }
        return readings;
    }

    private static <T extends Resource> List<T> only(List<Resource> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
