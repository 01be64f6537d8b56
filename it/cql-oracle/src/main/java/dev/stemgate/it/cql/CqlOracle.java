// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;

/**
 * Judges a population a second time: reads NDJSON with one Bundle a patient, runs the CQL of MODEL section 3 on each and
 * writes NDJSON with one object a patient, its id, its findings and the nanoseconds the engine took.
 *
 * <p>Arguments: the {@code model} folder, the input file, the output file, the evaluation date, the planted days.
 */
public final class CqlOracle {

    private CqlOracle() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            throw new IllegalArgumentException("Arguments: MODEL-DIR INPUT OUTPUT AS-OF PLANTED-DAYS");
        }
        CriteriaEngine engine = new CriteriaEngine(
                CodeRules.load(Path.of(args[0])), LocalDate.parse(args[3]), Integer.parseInt(args[4]));
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[1]), StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(Path.of(args[2]), StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Bundle bundle = parser.parseResource(Bundle.class, line);
                String patient = patientId(bundle);
                long start = System.nanoTime();
                Map<String, String> findings = engine.judge(patient, bundle);
                long nanos = System.nanoTime() - start;
                out.write(json.writeValueAsString(Map.of("patient", patient, "findings", findings, "nanos", nanos)));
                out.newLine();
            }
        }
    }

    private static String patientId(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(patient -> patient.getIdElement().getIdPart())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A Bundle without a Patient"));
    }
}
