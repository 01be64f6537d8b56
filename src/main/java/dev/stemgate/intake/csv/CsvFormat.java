// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.ContentHash;
import dev.stemgate.intake.FhirBytes;
import dev.stemgate.intake.FileFormat;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.Lines;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** CSV by a mapping file: which table a file is, is told by its header. Thread-safe. */
public final class CsvFormat implements FileFormat {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER = 256 * 1024;
    private static final int HASH = 32;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvMapping mapping;

    public CsvFormat(CsvMapping mapping) {
        this.mapping = Objects.requireNonNull(mapping, "mapping");
    }

    @Override
    public void read(InputStream in, Place container, SourceSettings source, RecordSink sink) throws IOException {
        int limit = source.limits().entryBytes();
        CsvRows rows = new CsvRows(
                new Lines(new BufferedInputStream(in, BUFFER), limit), mapping.charset(), mapping.delimiter(), limit);
        CsvRows.Row header =
                rows.next().orElseThrow(() -> new UnreadableFileException("the file is empty: it has no header"));
        Map<String, Integer> columns = columns(header);
        CsvTable table = mapping.tableOf(columns.keySet())
                .orElseThrow(() -> new UnreadableFileException(
                        "the header does not have the columns of any table of the source's mapping"));
        Optional<CsvRows.Row> row = rows.next();
        while (row.isPresent()) {
            row(row.get(), columns, table, container, source, sink);
            row = rows.next();
        }
    }

    private static Map<String, Integer> columns(CsvRows.Row header) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : header.values()) {
            if (columns.put(columnName(name), columns.size()) != null) {
                throw new UnreadableFileException("the header names a column twice");
            }
        }
        return columns;
    }

    static String columnName(String header) {
        return header.replace(BYTE_ORDER_MARK, "").strip();
    }

    /**
     * One row with cells set by the names of their columns.
     *
     * @param headerAndRow a header and one row, as they stand in the file
     * @param cells values by the name of the column; personal data
     * @return the row
     * @throws UnreadableFileException with what hinders it, in names of columns and never in values
     */
    public byte[] edited(byte[] headerAndRow, Map<String, String> cells) {
        return CsvRowEdit.apply(mapping, headerAndRow, cells);
    }

    private static void row(
            CsvRows.Row row,
            Map<String, Integer> columns,
            CsvTable table,
            Place container,
            SourceSettings source,
            RecordSink sink) {
        Place place = container.at(row.line());
        OriginalBytes original = new OriginalBytes(row.bytes(), OriginalBytes.CSV);
        if (!row.fault().isEmpty()) {
            sink.refused(Refusal.of(place, Reason.UNREADABLE, row.fault(), original));
            return;
        }
        if (row.values().size() != columns.size()) {
            String line = "the row has " + row.values().size() + " values where the header has " + columns.size();
            sink.refused(Refusal.of(place, Reason.UNREADABLE, line, original));
            return;
        }
        CsvRow cells = new CsvRow(columns, row.values());
        Subject subject = subject(table, cells, source);
        if (table.key().stream().allMatch(column -> cells.cell(column).isEmpty())) {
            sink.refused(new Refusal(
                    place, Reason.UNREADABLE, "the key columns are empty", original, subject, table.resource()));
            return;
        }
        sink.record(new IntakeRecord(
                source.name(), key(table, cells), place, subject, resource(table, cells, subject, source), original));
    }

    /** A hash, because key columns of many sources say who a patient is and what ails him. */
    private static String key(CsvTable table, CsvRow row) {
        StringBuilder values = new StringBuilder();
        table.key().forEach(column -> values.append(row.cell(column)).append('\u001f'));
        String hash = ContentHash.of(values.toString().getBytes(StandardCharsets.UTF_8));
        return table.name() + "-" + hash.substring(0, HASH);
    }

    private static Subject subject(CsvTable table, CsvRow row, SourceSettings source) {
        List<PatientIdentifier> identifiers = new ArrayList<>();
        table.identifiers().forEach((column, system) -> {
            String value = row.cell(column);
            if (!value.isEmpty()) {
                identifiers.add(new PatientIdentifier(source.identifierSystems().getOrDefault(system, system), value));
            }
        });
        identifiers.sort(Comparator.comparing(PatientIdentifier::system));
        String birthDate = "";
        String sex = "";
        for (CsvField field : table.fields()) {
            if (table.resource().equals("Patient") && field.name().equals("birthDate")) {
                birthDate = dateOf(field, row, source);
            } else if (table.resource().equals("Patient") && field.name().equals("sex")) {
                sex = field.text(row);
            }
        }
        return new Subject(row.cell(table.patient()), identifiers, birthDate, sex);
    }

    private static String dateOf(CsvField field, CsvRow row, SourceSettings source) {
        ObjectNode holder = JSON.createObjectNode();
        CsvElements.of("Patient").get(field.name()).put(holder, field, row, source.zone());
        return holder.path("birthDate").asText();
    }

    private static FhirBytes resource(CsvTable table, CsvRow row, Subject subject, SourceSettings source) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", table.resource());
        for (CsvField field : table.fields()) {
            if (!field.text(row).isEmpty() || !field.displayOf(row).isEmpty()) {
                CsvElements.of(table.resource()).get(field.name()).put(resource, field, row, source.zone());
            }
        }
        if (!table.resource().equals("Patient")) {
            String element = table.resource().equals("AllergyIntolerance") ? "patient" : "subject";
            resource.putObject(element).putObject("identifier").put("value", subject.localId());
        }
        return new FhirBytes(table.resource(), resource.toString().getBytes(StandardCharsets.UTF_8));
    }
}
