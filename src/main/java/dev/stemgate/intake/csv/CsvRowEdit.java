// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import dev.stemgate.intake.Lines;
import dev.stemgate.intake.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/** One row of a CSV file in which cells are set by the names of their columns; the others keep what they say. Stateless. */
final class CsvRowEdit {

    private CsvRowEdit() {}

    /**
     * @param headerAndRow a header and one row, as they stand in the file
     * @param cells values by the name of the column; personal data
     * @return the row
     * @throws UnreadableFileException with what hinders it, in names of columns and never in values
     */
    static byte[] apply(CsvMapping mapping, byte[] headerAndRow, Map<String, String> cells) {
        CsvRows rows = new CsvRows(
                new Lines(new ByteArrayInputStream(headerAndRow), headerAndRow.length),
                mapping.charset(),
                mapping.delimiter(),
                headerAndRow.length);
        List<String> names =
                next(rows).values().stream().map(CsvFormat::columnName).toList();
        CsvRows.Row row = next(rows);
        if (!row.fault().isEmpty() || row.values().size() != names.size()) {
            throw new UnreadableFileException("the row cannot be taken apart into the " + names.size()
                    + " columns of its header; write the whole corrected row into a file and give it with --file");
        }
        List<String> values = new ArrayList<>(row.values());
        cells.forEach((name, value) -> {
            int column = names.indexOf(name);
            if (column < 0) {
                throw new UnreadableFileException(
                        "the file has no column '" + name + "'; it has " + String.join(", ", names));
            }
            values.set(column, value);
        });
        return encoded(mapping, format(mapping).format(values.toArray()));
    }

    private static CSVFormat format(CsvMapping mapping) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(mapping.delimiter())
                .setRecordSeparator("")
                .get();
    }

    private static CsvRows.Row next(CsvRows rows) {
        try {
            Optional<CsvRows.Row> row = rows.next();
            return row.orElseThrow(() -> new UnreadableFileException("there is no row behind this letter"));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static byte[] encoded(CsvMapping mapping, String row) {
        try {
            ByteBuffer bytes = mapping.charset().newEncoder().encode(CharBuffer.wrap(row));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException foreign) {
            throw new UnreadableFileException("a value has characters that "
                    + mapping.charset().name() + ", in which the source writes its files, does not have");
        }
    }
}
