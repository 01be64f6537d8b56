// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.table;

import dev.stemgate.bulk.PatientFindings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Findings as CSV after RFC 4180, in UTF-8 without a byte order mark, with a header. A cell that a spreadsheet would take for a formula, since
 * it begins with {@code = + - @}, a tab or a carriage return, gets an apostrophe before it (OWASP, CSV Injection). What was not judged is empty.
 */
public final class CsvTable implements FindingsTable {

    private static final String FORMULA = "=+-@\t\r";

    private final FindingsColumns columns;
    private final CSVPrinter printer;

    /** Writes the header at once. */
    public CsvTable(Path file, FindingsColumns columns) throws IOException {
        this.columns = columns;
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        for (String name : columns.words()) {
            printer.print(name);
        }
        printer.printRecord(FindingsColumns.UNCLASSIFIED, FindingsColumns.VALID_UNTIL);
    }

    @Override
    public void write(PatientFindings row) throws IOException {
        for (String word : columns.words(row)) {
            printer.print(word == null ? "" : harmless(word));
        }
        printer.printRecord(row.unclassified(), row.validUntil());
    }

    private static String harmless(String word) {
        return !word.isEmpty() && FORMULA.indexOf(word.charAt(0)) >= 0 ? "'" + word : word;
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
