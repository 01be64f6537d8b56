// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of comma-separated values with a header (RFC 4180, UTF-8), read whole. A byte order mark and any line end are accepted,
 * rows without a value are left out, the order of columns is free. Immutable.
 *
 * @param path where it was read
 * @param columns its header
 * @param rows its rows in file order
 */
record CsvFile(Path path, List<String> columns, List<Row> rows) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

    /** One row with the number of its first line, counted from 1. */
    record Row(int line, List<String> values) {

        Row {
            values = List.copyOf(values);
        }

        boolean isBlank() {
            return values.stream().allMatch(String::isEmpty);
        }
    }

    CsvFile {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @param required columns that must be there
     * @param optional columns that may be there; any other is refused
     * @throws TerminologyFileException naming file, line and remedy
     */
    static CsvFile read(Path path, List<String> required, Set<String> optional) {
        List<Row> rows = parse(path, text(path));
        if (rows.isEmpty()) {
            throw new TerminologyFileException(
                    path, 0, "the file has no header", "begin it with " + String.join(",", required));
        }
        Row header = rows.get(0);
        checkHeader(path, header, required, optional);
        List<Row> content = rows.stream().skip(1).filter(row -> !row.isBlank()).toList();
        return new CsvFile(path, header.values(), content);
    }

    /** The cell of a column; empty when the file has no such column or the row is too short. */
    String get(Row row, String column) {
        int at = columns.indexOf(column);
        return at < 0 || at >= row.values().size() ? "" : row.values().get(at);
    }

    TerminologyFileException wrong(Row row, String problem, String remedy) {
        return new TerminologyFileException(path, row.line(), problem, remedy);
    }

    private static String text(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new TerminologyFileException(
                    path, 0, "the file is not UTF-8", "save it as 'CSV UTF-8' or convert it to UTF-8");
        } catch (IOException e) {
            throw new TerminologyFileException(
                    path, 0, "the file cannot be read", "check that it exists and is readable");
        }
        if (text.indexOf('\0') >= 0) {
            throw new TerminologyFileException(
                    path, 0, "the file is not UTF-8 (perhaps UTF-16)", "save it as 'CSV UTF-8' or convert it to UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<Row> parse(Path path, String text) {
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                Row row =
                        new Row(line, records.next().stream().map(String::strip).toList());
                if (!rows.isEmpty() || !row.isBlank()) {
                    rows.add(row);
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new TerminologyFileException(
                    path,
                    line,
                    "a quotation mark is not closed or stands in the wrong place",
                    "put the whole value in quotation marks and write two (\"\") for one inside it");
        }
        return rows;
    }

    private static void checkHeader(Path path, Row header, List<String> required, Set<String> optional) {
        String expected = "use " + String.join(",", required) + " and, where wanted, " + String.join(", ", optional);
        if (header.values().size() == 1) {
            for (String delimiter : new String[] {";", "\t"}) {
                if (header.values().get(0).contains(delimiter)) {
                    throw new TerminologyFileException(
                            path,
                            header.line(),
                            "the columns are separated by " + (delimiter.equals(";") ? "semicolons" : "tabs"),
                            "save the file with commas between the columns");
                }
            }
        }
        Set<String> seen = new HashSet<>();
        for (String column : header.values()) {
            if (!required.contains(column) && !optional.contains(column)) {
                throw new TerminologyFileException(path, header.line(), "unknown column '" + column + "'", expected);
            }
            if (!seen.add(column)) {
                throw new TerminologyFileException(
                        path, header.line(), "column '" + column + "' stands twice", "remove one of the two");
            }
        }
        Optional<String> missing =
                required.stream().filter(column -> !seen.contains(column)).findFirst();
        if (missing.isPresent()) {
            throw new TerminologyFileException(
                    path, header.line(), "column '" + missing.get() + "' is missing", expected);
        }
    }
}
