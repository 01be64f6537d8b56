// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where one element of the resource comes from.
 *
 * @param name of the element, as the mapping file calls it
 * @param column that holds it; empty for a fixed value or a choice
 * @param value that is fixed
 * @param system of a code: a URI or a name that the code lists know
 * @param systemColumn that holds the system
 * @param display column with the words of a code
 * @param format of a date, as {@link java.time.format.DateTimeFormatter} writes it; ISO when empty
 * @param words what the file says to what FHIR says
 * @param ifEmpty the column whose emptiness decides between {@code then} and {@code otherwise}
 */
record CsvField(
        String name,
        Optional<String> column,
        Optional<String> value,
        Optional<String> system,
        Optional<String> systemColumn,
        Optional<String> display,
        Optional<String> format,
        Map<String, String> words,
        Optional<String> ifEmpty,
        String then,
        String otherwise) {

    CsvField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(systemColumn, "systemColumn");
        Objects.requireNonNull(display, "display");
        Objects.requireNonNull(format, "format");
        words = Map.copyOf(words);
        Objects.requireNonNull(ifEmpty, "ifEmpty");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(otherwise, "otherwise");
    }

    /** The value of this element in a row; empty when the row has none. A word that the mapping does not know stays as it is. */
    String text(CsvRow row) {
        if (value.isPresent()) {
            return value.get();
        }
        if (ifEmpty.isPresent()) {
            return row.cell(ifEmpty.get()).isEmpty() ? then : otherwise;
        }
        String cell = column.map(row::cell).orElse("");
        return words.getOrDefault(cell, cell);
    }

    String systemOf(CsvRow row) {
        String named = systemColumn.map(row::cell).orElse("");
        return named.isEmpty() ? system.orElse("") : named;
    }

    String displayOf(CsvRow row) {
        return display.map(row::cell).orElse("");
    }

    /** The columns that it reads. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        column.ifPresent(columns::add);
        systemColumn.ifPresent(columns::add);
        display.ifPresent(columns::add);
        ifEmpty.ifPresent(columns::add);
        return columns;
    }
}
