// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The values of one row by the names of their columns.
 *
 * @param columns name to position
 * @param values as many as there are columns
 */
record CsvRow(Map<String, Integer> columns, List<String> values) {

    CsvRow {
        Objects.requireNonNull(columns, "columns");
        values = List.copyOf(values);
    }

    /** Without blanks around it; empty when the cell is. */
    String cell(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalArgumentException("the header was checked for its columns before");
        }
        return values.get(at).strip();
    }

    /** Without its values, which are personal data. */
    @Override
    public String toString() {
        return "CsvRow[" + values.size() + " values]";
    }
}
