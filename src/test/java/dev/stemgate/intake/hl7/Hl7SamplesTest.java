// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.EntryParser;
import dev.stemgate.fhir.read.Parsing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published messages, with the counts that a person reads in them. Origins and licences: samples/LICENCES.tsv. */
class Hl7SamplesTest {

    private static final Hl7Settings TEST_MESSAGES_TOO = new Hl7Settings(StandardCharsets.UTF_8, false, true);

    private static ToldSink read(String name) {
        try {
            return ToldSink.read(
                    Files.readAllBytes(Path.of("src/test/resources/samples/hl7v2", name)), TEST_MESSAGES_TOO);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ADT-A01-01.hl7,1,0,0",
        "ADT-A04-01.hl7,1,0,0",
        "ADT-A08-01.hl7,1,0,0",
        "ADT-A40-01.hl7,0,1,0",
        "HL7ConditionFHIRConversionTest_00.hl7,0,1,0",
        "HL7ConditionFHIRConversionTest_04.hl7,0,1,0",
        "Hl7AllergyFHIRConversionTest_00.hl7,0,0,1",
        "Hl7MedicationRequestFHIRConversionTest_00.hl7,1,0,0",
        "PC1-Problem-Add-v2.3.1.hl7,1,0,0",
        "RDE-O11-01.hl7,1,0,0",
    })
    void everySampleHasItsCounts(String name, int records, int refusals, int irrelevant) {
        ToldSink told = read(name);
        assertThat(told.records).hasSize(records);
        assertThat(told.refusals).hasSize(refusals);
        assertThat(told.irrelevant).hasSize(irrelevant);
    }

    @ParameterizedTest
    @CsvSource({
        "ADT-A01-01.hl7",
        "ADT-A04-01.hl7",
        "ADT-A08-01.hl7",
        "Hl7MedicationRequestFHIRConversionTest_00.hl7",
        "PC1-Problem-Add-v2.3.1.hl7",
        "RDE-O11-01.hl7",
    })
    void whatIsMadeOfASampleIsReadableFhir(String name) {
        assertThat(new EntryParser().parse(read(name).records.get(0).resource().json()))
                .isInstanceOf(Parsing.Parsed.class);
    }

    @Test
    void brokenDateOfADiagnosisIsFoundUnreadableAndItsCodeIsSalvaged() {
        byte[] json = ToldSink.read(Hl7Text.admission("DG1|1||B20^^I10||2026-13-45|F"))
                .records
                .get(0)
                .resource()
                .json();
        assertThat(new EntryParser().parse(json)).isInstanceOfSatisfying(Parsing.Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(Parsing.Reason.UNREADABLE);
            assertThat(unreadable.salvaged()).isPresent();
        });
    }
}
