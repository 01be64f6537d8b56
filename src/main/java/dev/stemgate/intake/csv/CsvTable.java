// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.csv;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One kind of file of a source, recognised by its header.
 *
 * @param name part of the records' keys
 * @param resource FHIR resource type that a row becomes
 * @param key columns that together name a row
 * @param patient column with the patient's id inside the source
 * @param identifiers columns with identifiers of the patient, to their system
 * @param fields where the elements come from
 */
record CsvTable(
        String name,
        String resource,
        List<String> key,
        String patient,
        Map<String, String> identifiers,
        List<CsvField> fields) {

    CsvTable {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(resource, "resource");
        key = List.copyOf(key);
        Objects.requireNonNull(patient, "patient");
        identifiers = Map.copyOf(identifiers);
        fields = List.copyOf(fields);
    }

    /** Every column that it reads. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>(key);
        columns.add(patient);
        columns.addAll(identifiers.keySet());
        fields.forEach(field -> columns.addAll(field.columns()));
        return columns;
    }
}
