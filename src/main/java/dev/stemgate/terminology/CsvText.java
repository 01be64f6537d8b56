// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes comma-separated values that a spreadsheet shows and does not run: what begins like a formula gets an apostrophe before it,
 * which the readers of the local map take away again.
 */
public final class CsvText {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private static final Pattern FORMULA = Pattern.compile("'?[=+@\\-\\t].*", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("''?[=+@\\-\\t].*", Pattern.DOTALL);

    private CsvText() {}

    /** The rows as CSV text, one a line; line breaks within a value become blanks. */
    public static String of(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(CsvText::guard).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static String guard(String value) {
        String line = value.replaceAll("\\R", " ").strip();
        return FORMULA.matcher(line).matches() ? "'" + line : line;
    }

    /** Takes away what {@link #of} put before a value. */
    static String unguard(String value) {
        return GUARDED.matcher(value).matches() ? value.substring(1) : value;
    }
}
