// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientFilesTest {

    private static final int PEOPLE = 20;
    private static final int MEDICATIONS = 1_000;

    @TempDir
    Path folder;

    @Test
    void everyoneIsGivenTheMedicationsTheyReferToHoweverManyTheFolderHas() throws IOException {
        List<String> medications = new ArrayList<>();
        for (int i = 0; i < MEDICATIONS; i++) {
            medications.add("{\"resourceType\":\"Medication\",\"id\":\"m" + i + "\",\"code\":{\"coding\":[{\"system\":"
                    + "\"http://www.whocc.no/atc\",\"code\":\"N02BE" + i + "\"}]}}");
        }
        List<String> people = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add("{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}");
            requests.add(
                    "{\"resourceType\":\"MedicationRequest\",\"id\":\"r" + i + "\",\"status\":\"active\",\"intent\":"
                            + "\"order\",\"subject\":{\"reference\":\"Patient/p" + i + "\"},\"medicationReference\":"
                            + "{\"reference\":\"Medication/m" + 7 * i + "\"}}");
        }
        Files.write(folder.resolve("a.ndjson"), requests);
        Files.write(folder.resolve("b.ndjson"), medications);
        Files.write(folder.resolve("c.ndjson"), people);

        List<PatientFacts> all = PatientFiles.read(folder, LocalDate.of(2026, 11, 22));

        assertThat(all).hasSize(PEOPLE);
        for (PatientFacts facts : all) {
            int number = Integer.parseInt(facts.key().patientId().substring(1));
            assertThat(facts.medications()).singleElement().satisfies(medication -> {
                assertThat(medication.resolved()).isTrue();
                assertThat(medication.drugs())
                        .flatExtracting(drug -> drug.codings())
                        .extracting(Code::code)
                        .containsExactly("N02BE" + 7 * number);
            });
        }
    }

    @Test
    void whatHasTheNameOfAFileAndCannotBeReadIsSaid() throws IOException {
        Files.writeString(folder.resolve("Patient.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"p\"}\n");
        Files.createDirectory(folder.resolve("notes"));
        assertThat(PatientFiles.read(folder, LocalDate.of(2026, 11, 22))).hasSize(1);

        Files.createSymbolicLink(folder.resolve("Condition.ndjson"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> PatientFiles.read(folder, LocalDate.of(2026, 11, 22)))
                .isInstanceOf(PatientFileException.class)
                .hasMessageContaining("Condition.ndjson")
                .hasMessageContaining("cannot be read");
        Files.delete(folder.resolve("Condition.ndjson"));

        Files.createDirectory(folder.resolve("Condition.json"));
        assertThatThrownBy(() -> PatientFiles.read(folder, LocalDate.of(2026, 11, 22)))
                .isInstanceOf(PatientFileException.class)
                .hasMessageContaining("Condition.json");
    }
}
