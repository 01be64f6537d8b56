// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stemgate.fhir.read.FileRecordReader;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.Limits;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.ToldRecords;
import dev.stemgate.intake.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV by mapping files, shipped and own (HARD-CASES, CSV). */
class CsvFormatTest {

    private static final Path SHIPPED = Path.of("routes/sources/csv");
    private static final Path SAMPLES = Path.of("src/test/resources/intake");
    private static final String HEADER = "START,STOP,PATIENT,ENCOUNTER,SYSTEM,CODE,DESCRIPTION\n";

    @TempDir
    Path folder;

    private static ToldRecords shipped(String mapping, byte[] content) {
        Path file = SHIPPED.resolve(mapping);
        return ToldRecords.of(
                new CsvFormat(CsvMapping.read(file)),
                "a.csv",
                content,
                ToldRecords.source(Limits.DEFAULT, Optional.of(file)));
    }

    private static ToldRecords synthea(String rows) {
        return shipped("synthea.yaml", (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(IntakeRecord record) {
        try {
            return new JsonMapper().readTree(record.resource().json());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ToldRecords own(String mapping, byte[] content) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), mapping);
        return ToldRecords.of(
                new CsvFormat(CsvMapping.read(file)),
                "a.csv",
                content,
                ToldRecords.source(Limits.DEFAULT, Optional.of(file)));
    }

    @Test
    void everyRowOfTheSamplesBecomesARecordThatCanBeRead() throws IOException {
        FileRecordReader reader = new FileRecordReader();
        record Sample(String mapping, String file, int rows) {}
        for (Sample sample : new Sample[] {
            new Sample("synthea.yaml", "synthea-csv/patients.csv", 22),
            new Sample("synthea.yaml", "synthea-csv/conditions.csv", 434),
            new Sample("synthea.yaml", "synthea-csv/medications.csv", 194),
            new Sample("synthea.yaml", "synthea-csv/allergies.csv", 10),
            new Sample("mcode.yaml", "mcode-csv/example-patient.csv", 3),
            new Sample("mcode.yaml", "mcode-csv/condition-information.csv", 3),
            new Sample("mcode.yaml", "mcode-csv/cancer-related-medication-request-information.csv", 3)
        }) {
            ToldRecords told = shipped(sample.mapping(), Files.readAllBytes(SAMPLES.resolve(sample.file())));
            assertThat(told.records).as(sample.file()).hasSize(sample.rows());
            assertThat(told.refused).as(sample.file()).isEmpty();
            assertThat(told.keys().stream().distinct().count())
                    .as("Synthea repeats very few rows, " + sample.file())
                    .isGreaterThanOrEqualTo(sample.rows() - 3);
            assertThat(told.records).allSatisfy(record -> assertThat(
                            reader.read(record.resource().json()).fault())
                    .as(record.place().toString())
                    .isEmpty());
        }
    }

    @Test
    void aRowSaysWhatItsColumnsSay() {
        JsonNode open = json(synthea("2015-11-18,,p,e,SNOMED-CT,254837009,\"Malignant, breast\"\n")
                .records
                .get(0));
        assertThat(open.path("clinicalStatus")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("active");
        assertThat(open.path("code").path("coding").path(0).path("system").asText())
                .isEqualTo("SNOMED-CT");
        assertThat(open.path("code").path("text").asText()).isEqualTo("Malignant, breast");
        assertThat(open.has("abatementDateTime")).isFalse();
        JsonNode closed = json(synthea("2015-11-18,2016-01-01T10:00:00,p,e,,254837009,x\n")
                .records
                .get(0));
        assertThat(closed.path("clinicalStatus")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("resolved");
        assertThat(closed.path("code").path("coding").path(0).path("system").asText())
                .isEqualTo("http://snomed.info/sct");
        assertThat(closed.path("abatementDateTime").asText()).isEqualTo("2016-01-01T10:00:00+01:00");
    }

    @Test
    void eachRowKeepsItsLineOverMarksBlankLinesAndQuotedBreaks() {
        byte[] content = ("\uFEFF" + HEADER.replace("\n", "\r\n")
                        + "\r\n2015-11-18,,p,e,s,1,\"a\r\nb\"\r\n\r\n2015-11-18,,p,e,s,2,c")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(shipped("synthea.yaml", content).places()).containsExactly("a.csv:3", "a.csv:6");
    }

    @Test
    void aBadRowCostsOnlyItself() {
        ToldRecords told =
                synthea("2015-11-18,,p,e,s,1,a\ntoo,few\n2015-11-18,,p,e,s,2,\"open\n2015-11-18,,p,e,s,3,c\n,,,,,,\n");
        assertThat(told.places()).containsExactly("a.csv:2", "a.csv:5");
        assertThat(told.refusedPlaces()).containsExactly("a.csv:3", "a.csv:4", "a.csv:6");
        assertThat(told.units()).isEqualTo(5);
    }

    @Test
    void aDateThatIsNoneIsLeftForTheJudgeOfRecords() {
        IntakeRecord record = synthea("some day,,p,e,s,1,a\n").records.get(0);
        assertThat(new FileRecordReader().read(record.resource().json()).fault())
                .hasValueSatisfying(fault -> assertThat(fault.line()).isEqualTo("onsetDateTime is not a date"));
    }

    @Test
    void aWrongHeaderIsRefusedAsAWhole() {
        for (String content : new String[] {"", "A,B\n1,2\n", "PATIENT,PATIENT\n1,2\n"}) {
            assertThatThrownBy(() -> shipped("synthea.yaml", content.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void anOwnMappingHasItsDelimiterCharacterSetDatesAndWords() throws IOException {
        String mapping =
                """
                delimiter: ";"
                encoding: ISO-8859-1
                tables:
                  - name: diagnosen
                    resource: Condition
                    key: [Fall, Code]
                    patient: Fall
                    identifiers: [{column: Fall, system: mrn}]
                    fields:
                      code: {column: Code, system: "http://fhir.de/CodeSystem/bfarm/icd-10-gm", display: Text}
                      recorded: {column: Datum, format: dd.MM.yyyy}
                      verificationStatus: {column: Sicherheit, words: {G: confirmed, V: provisional, A: refuted}}
                """;
        ToldRecords told = own(
                mapping,
                "Fall;Code;Text;Datum;Sicherheit\n17;C50.9;Bösartige Neubildung;03.04.2024;V\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        JsonNode record = json(told.records.get(0));
        assertThat(record.path("recordedDate").asText()).isEqualTo("2024-04-03");
        assertThat(record.path("code").path("text").asText()).isEqualTo("Bösartige Neubildung");
        assertThat(record.path("verificationStatus")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("provisional");
        assertThat(told.records.get(0).subject().identifiers())
                .containsExactly(new PatientIdentifier("https://hospital.example/mrn", "17"));
    }

    @Test
    void damagedCharactersCostOnlyTheirRow() {
        byte[] content =
                (HEADER + "2015-11-18,,p,e,s,1,é\n2015-11-18,,p,e,s,2,c\n").getBytes(StandardCharsets.ISO_8859_1);
        ToldRecords told = shipped("synthea.yaml", content);
        assertThat(told.refusedPlaces()).containsExactly("a.csv:2");
        assertThat(told.places()).containsExactly("a.csv:3");
    }

    @Test
    void aMappingThatBreaksItsSchemaIsRefusedInOneLine() {
        for (String mapping : new String[] {
            "tables: []",
            "nonsense: 1\ntables: []",
            "tables:\n  - {name: a, resource: Condition, key: [A], patient: A, fields: {nonsense: {column: B}}}",
            "tables:\n  - {name: a, resource: Condition, key: [A], patient: A, fields: {code: {column: B, value: c}}}",
            "encoding: nonsense\ntables:\n  - {name: a, resource: Condition, key: [A], patient: A, fields: {}}",
            ": ["
        }) {
            assertThatThrownBy(() -> own(mapping, new byte[0]))
                    .as(mapping)
                    .isInstanceOf(CsvMappingException.class)
                    .hasMessageContaining("own.yaml")
                    .hasMessageNotContaining("\n");
        }
    }
}
