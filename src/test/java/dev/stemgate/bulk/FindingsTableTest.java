// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stemgate.bulk.table.CsvTable;
import dev.stemgate.bulk.table.FindingsColumns;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table for analysts says the same in every form, and has the same columns whoever was screened. */
class FindingsTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CRITERIA = 34;
    private static final int HAZARDS = 10;

    @TempDir
    Path folder;

    @BeforeEach
    void anExport() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add("{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\",\"birthDate\":\"19" + (40 + 2 * i)
                    + "\",\"gender\":\"female\"" + (i % 7 == 0 ? ",\"deceasedBoolean\":true" : "") + "}");
            lines.add("{\"resourceType\":\"Condition\",\"id\":\"c" + i + "\",\"code\":{\"coding\":[{\"system\":"
                    + "\"http://snomed.info/sct\",\"code\":\"" + (i % 2 == 0 ? "86406008" : "44054006")
                    + "\"}]},\"subject\":{\"reference\":\"Patient/p" + i + "\"}}");
        }
        for (String id : List.of("u1", "u2")) {
            lines.add(
                    "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\",\"code\":{\"coding\":[{\"system\":"
                            + "\"urn:local\",\"code\":\"odd\",\"display\":\"A local word\"}]},\"subject\":{\"reference\":\"Patient/p1\"}}");
        }
        lines.add("{\"resourceType\":\"Patient\",\"id\":\"-2.5\",\"birthDate\":\"1990\"}");
        BulkRun.write(folder.resolve("in"), Map.of("all.ndjson", lines));
    }

    @Test
    void csvSaysWhatNdjsonSays() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Path file = run(FindingsForm.CSV).out.resolve("findings.csv");
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(reader)) {
            assertThat(parser.getHeaderNames())
                    .hasSize(6 + CRITERIA + HAZARDS + 2)
                    .startsWith("ehr", "patient", "sex", "age", "outcome", "qualifier", "finding_active_malignancy")
                    .endsWith("hazard_injection_site_reaction", "unclassified", "valid_until");
            for (CSVRecord row : parser) {
                rows.add(row.toMap());
            }
        }
        assertThat(rows.stream().filter(row -> row.get("patient").equals("'-2.5")))
                .as("what a spreadsheet would take for a formula")
                .hasSize(1);
        rows.forEach(row -> row.computeIfPresent("patient", (name, id) -> id.replaceFirst("^'", "")));
        assertThat(rows).containsExactlyElementsOf(expected(""));
        assertThat(Files.readString(file)).endsWith("\r\n").doesNotContain("null");
    }

    @Test
    void parquetSaysWhatNdjsonSays() throws IOException {
        Path file = run(FindingsForm.PARQUET).out.resolve("findings.parquet");
        try (Stream<Map<String, String>> rows =
                ParquetReader.streamContent(file.toFile(), HydratorSupplier.constantly(new Words()))) {
            assertThat(rows.toList()).containsExactlyElementsOf(expected(null));
        }
        ParquetMetadata about = ParquetReader.readMetadata(file.toFile());
        assertThat(about.getFileMetaData().getKeyValueMetaData())
                .containsEntry("stemgate.model", "msc-contraindications")
                .containsEntry("stemgate.asOf", "2026-11-22")
                .containsKey("stemgate.modelVersion");
        assertThat(about.getFileMetaData().getSchema().toString())
                .contains("required binary patient (STRING)", "optional binary finding_hiv (STRING)")
                .contains("required int32 valid_until (DATE)");
        assertThat(folder.resolve("PARQUET"))
                .as("nothing beside the results")
                .isDirectoryNotContaining("glob:**.{crc,tmp}");
    }

    @Test
    void aCodeInTwoRecordsIsOneToClassify() throws IOException {
        BulkStatistics statistics = new BulkRun(folder.resolve("in"), folder.resolve("out")).run();
        assertThat(statistics.unclassified())
                .filteredOn(code -> code.code().equals("odd"))
                .extracting(BulkStatistics.CodeCount::count)
                .containsExactly(1L);
        assertThat(expected("").stream()
                        .filter(row -> row.get("patient").equals("p1"))
                        .map(row -> row.get("unclassified")))
                .containsExactly("1");
    }

    @Test
    void everySignOfAFormulaIsMadeHarmlessAndOtherWordsAreLeft() throws IOException {
        Path file = folder.resolve("t.csv");
        FindingsColumns columns = new FindingsColumns(List.of("a-b"), List.of());
        try (CsvTable table = new CsvTable(file, columns)) {
            for (String id : List.of("=1+1", "+1", "-1", "@x", "\tx", "a=b", "a\"b,c")) {
                table.write(row(id, Map.of("a-b", "absent")));
            }
        }
        assertThat(Files.readString(file).split("\r\n"))
                .containsExactly(
                        "ehr,patient,sex,age,outcome,qualifier,finding_a_b,unclassified,valid_until",
                        "e,'=1+1,male,75+,caution,,absent,0,2026-11-22",
                        "e,'+1,male,75+,caution,,absent,0,2026-11-22",
                        "e,'-1,male,75+,caution,,absent,0,2026-11-22",
                        "e,'@x,male,75+,caution,,absent,0,2026-11-22",
                        "e,'\tx,male,75+,caution,,absent,0,2026-11-22",
                        "e,a=b,male,75+,caution,,absent,0,2026-11-22",
                        "e,\"a\"\"b,c\",male,75+,caution,,absent,0,2026-11-22");
    }

    @Test
    void aFindingWithoutAColumnIsNeverDropped() throws IOException {
        try (CsvTable table = new CsvTable(folder.resolve("t.csv"), new FindingsColumns(List.of("hiv"), List.of()))) {
            assertThatThrownBy(() -> table.write(row("p", Map.of("diabetes", "present"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new FindingsColumns(List.of("a-b", "a_b"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private BulkRun run(FindingsForm form) {
        BulkRun run = new BulkRun(folder.resolve("in"), folder.resolve(form.name())).as(form);
        run.run();
        return run;
    }

    /** The rows of the NDJSON as flat words; what was not judged is {@code nothing}. */
    private List<Map<String, String>> expected(String nothing) throws IOException {
        BulkRun ndjson = new BulkRun(folder.resolve("in"), folder.resolve("expected"));
        ndjson.run();
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> lines = ndjson.lines("findings.ndjson");
        assertThat(lines).hasSize(31);
        List<String> criteria = names(lines, "findings");
        List<String> hazards = names(lines, "hazards");
        assertThat(criteria).hasSize(CRITERIA);
        assertThat(hazards).hasSize(HAZARDS);
        for (String line : lines) {
            JsonNode said = JSON.readTree(line);
            Map<String, String> row = new LinkedHashMap<>();
            for (String name : List.of("ehr", "patient", "sex", "age", "outcome", "qualifier", "unclassified")) {
                row.put(name, said.path(name).asText());
            }
            row.put("valid_until", said.path("validUntil").asText());
            criteria.forEach(id -> row.put(
                    "finding_" + id.replace('-', '_'),
                    said.path("findings").path(id).asText(nothing)));
            hazards.forEach(id -> row.put(
                    "hazard_" + id.replace('-', '_'),
                    said.path("hazards").path(id).asText(nothing)));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> names(List<String> lines, String group) throws IOException {
        for (String line : lines) {
            JsonNode said = JSON.readTree(line).path(group);
            if (!said.isEmpty()) {
                return said.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
            }
        }
        return List.of();
    }

    private static PatientFindings row(String id, Map<String, String> findings) {
        return new PatientFindings(
                "e", id, "male", AgeBand.FROM_75, "caution", "", findings, Map.of(), 0, LocalDate.of(2026, 11, 22));
    }

    /** A row of Parquet as words. */
    private static final class Words implements Hydrator<Map<String, String>, Map<String, String>> {

        @Override
        public Map<String, String> start() {
            return new LinkedHashMap<>();
        }

        @Override
        public Map<String, String> add(Map<String, String> row, String column, Object value) {
            String word = value == null ? null : value.toString();
            row.put(
                    column,
                    column.equals("valid_until")
                            ? LocalDate.ofEpochDay((Integer) value).toString()
                            : word);
            return row;
        }

        @Override
        public Map<String, String> finish(Map<String, String> row) {
            return row;
        }
    }
}
