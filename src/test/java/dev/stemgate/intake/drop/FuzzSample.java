// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.csv.CsvFormat;
import dev.stemgate.intake.csv.CsvMapping;
import dev.stemgate.intake.fhir.FhirFormat;
import dev.stemgate.intake.hl7.Hl7Format;
import dev.stemgate.intake.hl7.Hl7Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is well: what it is called, its bytes, and how it is read. All of its records are about one patient.
 *
 * @param name as a sender would call it
 */
record FuzzSample(String name, byte[] bytes, FileFormat format) {

    static final SourceSettings SOURCE = new SourceSettings(
            "fuzz",
            "north",
            Path.of("drop"),
            "auto",
            false,
            ZoneOffset.UTC,
            Limits.DEFAULT,
            Map.of("HOSP", "http://hospital.example/mrn"),
            false,
            Optional.of(Path.of("routes/sources/csv/synthea.yaml")));

    private static final Path OWN = Path.of("src/test/resources/fuzz");
    private static final Path PUBLISHED = Path.of("src/test/resources/samples");

    static List<FuzzSample> all() {
        FileFormat fhir = new FhirFormat();
        FileFormat hl7 = new Hl7Format(new Hl7Settings(StandardCharsets.UTF_8, false, true));
        FileFormat csv = new CsvFormat(CsvMapping.read(Path.of("routes/sources/csv/synthea.yaml")));
        List<FuzzSample> all = new ArrayList<>();
        for (String name : List.of("admission.hl7", "framed.hl7", "batch.hl7")) {
            all.add(of(OWN.resolve(name), hl7));
        }
        for (String name : List.of("document.json", "document.xml", "records.ndjson")) {
            all.add(of(OWN.resolve(name), fhir));
        }
        all.add(of(OWN.resolve("conditions.csv"), csv));
        for (String name : List.of(
                "ADT-A01-01.hl7",
                "RDE-O11-01.hl7",
                "Hl7MedicationRequestFHIRConversionTest_00.hl7",
                "PC1-Problem-Add-v2.3.1.hl7")) {
            all.add(of(PUBLISHED.resolve("hl7v2").resolve(name), hl7));
        }
        for (String name : List.of(
                "ipa/MedicationStatement-MedStatementExample1.json",
                "us-core/medicationrequest-contained-oral-axid.json",
                "mcode/Condition-mCODEPrimaryCancerConditionExample01.json",
                "hl7-r4-examples/condition-example-f202-malignancy.json")) {
            all.add(of(PUBLISHED.resolve(name), fhir));
        }
        return all;
    }

    private static FuzzSample of(Path file, FileFormat format) {
        try {
            return new FuzzSample(file.getFileName().toString(), Files.readAllBytes(file), format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
