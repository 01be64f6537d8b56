// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.table.CsvTable;
import dev.stemgate.bulk.table.FindingsColumns;
import dev.stemgate.bulk.table.FindingsTable;
import dev.stemgate.bulk.table.ParquetTable;
import dev.stemgate.rules.Criterion;
import dev.stemgate.rules.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Makes the result for analysts out of the rows that each shelf left; a run that is resumed may ask for another form. */
final class FindingsResult {

    private final WorkFolder work;
    private final Model model;
    private final LocalDate asOf;

    FindingsResult(WorkFolder work, Model model, LocalDate asOf) {
        this.work = work;
        this.model = model;
        this.asOf = asOf;
    }

    /** Writes it beside, without its name. */
    void write(FindingsForm form, List<Path> shelves) throws IOException {
        Path file = work.file(form.fileName());
        switch (form) {
            case NDJSON -> work.join(form.fileName(), shelves);
            case CSV -> fill(new CsvTable(file, columns()), shelves);
            case PARQUET -> fill(new ParquetTable(file, columns(), about()), shelves);
        }
    }

    private static void fill(FindingsTable table, List<Path> shelves) throws IOException {
        try (table) {
            for (Path shelf : shelves) {
                FindingsRows.copy(shelf, table);
            }
        }
    }

    private FindingsColumns columns() {
        return new FindingsColumns(model.criteria().stream().map(Criterion::id).toList(), model.hazards());
    }

    private Map<String, String> about() {
        return Map.of(
                "stemgate.model", model.version().id(),
                "stemgate.modelVersion", model.version().version(),
                "stemgate.asOf", asOf.toString());
    }
}
