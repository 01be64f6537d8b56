// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tab-separated file with a fixed header, read whole. Lines that are blank or begin with {@code #} are comments. Nothing is
 * quoted: a quotation mark is a character like any other. Immutable.
 *
 * @param path where it was read
 * @param columns its header
 * @param rows its rows in file order
 */
record TsvFile(Path path, List<String> columns, List<Row> rows) {

    /** One row with its line number, counted from 1. */
    record Row(int line, List<String> values) {}

    TsvFile {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads line by line: the lists are large, and bulk screening runs in little memory. */
    static TsvFile read(Path path, String... header) {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            return read(path, lines, List.of(header));
        } catch (IOException e) {
            throw new TerminologyFileException(
                    path, 0, "the file cannot be read as UTF-8", "check that it exists and is readable");
        }
    }

    private static TsvFile read(Path path, BufferedReader lines, List<String> expected) throws IOException {
        List<Row> rows = new ArrayList<>();
        Map<String, String> cells = new HashMap<>();
        boolean headerSeen = false;
        int number = 0;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            number++;
            String line = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> values = Arrays.asList(line.split("\t", -1));
            if (!headerSeen) {
                checkHeader(path, number, values, expected);
                headerSeen = true;
            } else if (values.size() != expected.size()) {
                throw new TerminologyFileException(
                        path,
                        number,
                        "the row has " + values.size() + " columns",
                        "give it " + expected.size() + ", separated by tabs");
            } else {
                rows.add(new Row(
                        number,
                        values.stream()
                                .map(value -> cells.computeIfAbsent(value.strip(), cell -> cell))
                                .toList()));
            }
        }
        if (!headerSeen) {
            throw new TerminologyFileException(path, 0, "the file has no header", "begin it with " + expected);
        }
        return new TsvFile(path, expected, rows);
    }

    /** The cell of a column; the column must be one of the header. */
    String get(Row row, String column) {
        return row.values().get(columns.indexOf(column));
    }

    /** The cell of a column, or a failure that names the line when it is empty. */
    String require(Row row, String column) {
        String value = get(row, column);
        if (value.isEmpty()) {
            throw wrong(row, "column '" + column + "' is empty", "fill it or remove the row");
        }
        return value;
    }

    TerminologyFileException wrong(Row row, String problem, String remedy) {
        return new TerminologyFileException(path, row.line(), problem, remedy);
    }

    private static void checkHeader(Path path, int number, List<String> found, List<String> expected) {
        Optional<String> unknown = found.stream()
                .map(String::strip)
                .filter(column -> !expected.contains(column))
                .findFirst();
        if (unknown.isPresent()) {
            throw new TerminologyFileException(
                    path, number, "unknown column '" + unknown.get() + "'", "use exactly " + expected);
        }
        if (!found.stream().map(String::strip).toList().equals(expected)) {
            throw new TerminologyFileException(
                    path, number, "columns are missing or in another order", "use exactly " + expected);
        }
    }
}
