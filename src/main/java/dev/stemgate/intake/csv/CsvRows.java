// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import dev.stemgate.intake.Lines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of a CSV file with their line numbers. A quoted value may hold line breaks; a quote that nobody closes costs its own line and no
 * other. Thread-confined.
 */
final class CsvRows {

    /**
     * One row, or a line that is none.
     *
     * @param line number of its first line
     * @param bytes as received
     * @param values empty when it cannot be read
     * @param fault why not; empty when it can
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(long line, byte[] bytes, List<String> values, String fault) {
        Row {
            values = List.copyOf(values);
        }
    }

    private static final int MOST_LINES = 200;

    private final Lines lines;
    private final Charset charset;
    private final CSVFormat format;
    private final int limit;
    private final Deque<Lines.Line> ahead = new ArrayDeque<>();

    CsvRows(Lines lines, Charset charset, char delimiter, int limit) {
        this.lines = lines;
        this.charset = charset;
        this.limit = limit;
        this.format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    }

    /** The next row that is not blank; empty at the end. */
    Optional<Row> next() throws IOException {
        Optional<Lines.Line> first = line();
        while (first.isPresent() && first.get().isBlank() && !first.get().cut()) {
            first = line();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(row(first.get()));
    }

    private Optional<Lines.Line> line() throws IOException {
        return ahead.isEmpty() ? lines.next() : Optional.of(ahead.removeFirst());
    }

    private Row row(Lines.Line first) throws IOException {
        if (first.cut()) {
            return new Row(first.number(), first.bytes(), List.of(), "the line is longer than the limit for one entry");
        }
        if (isClosed(first.bytes())) {
            return parsed(first.number(), first.bytes());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first.bytes());
        Deque<Lines.Line> taken = new ArrayDeque<>();
        while (taken.size() < MOST_LINES && whole.size() <= limit) {
            Optional<Lines.Line> more = line();
            if (more.isEmpty()) {
                break;
            }
            taken.addLast(more.get());
            whole.write('\n');
            whole.writeBytes(more.get().bytes());
            if (isClosed(whole.toByteArray())) {
                return parsed(first.number(), whole.toByteArray());
            }
        }
        taken.addAll(ahead);
        ahead.clear();
        ahead.addAll(taken);
        return new Row(first.number(), first.bytes(), List.of(), "a quote is opened and never closed");
    }

    private static boolean isClosed(byte[] bytes) {
        int quotes = 0;
        for (byte each : bytes) {
            quotes += each == '"' ? 1 : 0;
        }
        return quotes % 2 == 0;
    }

    private Row parsed(long line, byte[] bytes) throws IOException {
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException damaged) {
            return new Row(line, bytes, List.of(), "the line is not " + charset.name());
        }
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? new Row(line, bytes, records.get(0).toList(), "")
                    : new Row(line, bytes, List.of(), "the line is no row of values");
        } catch (IOException | IllegalStateException | UncheckedIOException broken) {
            return new Row(line, bytes, List.of(), "the quotes of the line are damaged");
        }
    }
}
