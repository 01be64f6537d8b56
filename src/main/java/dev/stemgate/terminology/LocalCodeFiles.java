// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the CSV files of the local map and the filled work list, row by row: form only, the meaning is checked by
 * {@link LocalCodeCheck}. Every wrong row is told, not only the first.
 */
public final class LocalCodeFiles {

    /** Columns that every file must have. */
    static final List<String> REQUIRED = List.of("system", "code", "display", "criterion", "role");

    /** Columns that a file of the local map may have besides. */
    static final Set<String> OPTIONAL = Set.of("domain", "class", "note", "who", "date");

    /**
     * What a file holds.
     *
     * @param rows the rows that are sound by themselves
     * @param unfilled how many rows of a work list nobody has decided yet
     * @param problems what is wrong with the others
     */
    public record Content(List<LocalRow> rows, int unfilled, List<TerminologyFileException> problems) {

        public Content {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }
    }

    private LocalCodeFiles() {}

    /**
     * The rows of every {@code *.csv} in the folders, by file name; a folder that is not there holds none.
     *
     * @throws TerminologyFileException on the first thing that is not understood
     */
    static List<LocalRow> readAll(List<Path> folders) {
        List<LocalRow> rows = new ArrayList<>();
        for (Path file : folders.stream()
                .distinct()
                .flatMap(folder -> csvFiles(folder).stream())
                .toList()) {
            Content content = read(file, OPTIONAL, false);
            if (!content.problems().isEmpty()) {
                throw content.problems().get(0);
            }
            rows.addAll(content.rows());
        }
        return rows;
    }

    /**
     * Reads a filled work list. It may have the given columns beside those of the local map; rows in which neither criterion nor
     * role is filled are left out and counted.
     *
     * @throws TerminologyFileException when the file as a whole cannot be understood
     */
    public static Content readWorkList(Path file, Set<String> further) {
        Set<String> optional = new TreeSet<>(OPTIONAL);
        optional.addAll(further);
        return read(file, optional, true);
    }

    /** Reads one file of the local map. @throws TerminologyFileException when it cannot be understood as a whole */
    static Content read(Path file) {
        return read(file, OPTIONAL, false);
    }

    private static Content read(Path file, Set<String> optional, boolean workList) {
        CsvFile csv = CsvFile.read(file, REQUIRED, new TreeSet<>(optional));
        List<LocalRow> rows = new ArrayList<>();
        List<TerminologyFileException> problems = new ArrayList<>();
        int unfilled = 0;
        for (CsvFile.Row row : csv.rows()) {
            if (workList
                    && csv.get(row, "criterion").isEmpty()
                    && csv.get(row, "role").isEmpty()) {
                unfilled++;
                continue;
            }
            try {
                rows.add(new LocalRow(file, row.line(), LocalCodeRow.read(csv, row)));
            } catch (TerminologyFileException e) {
                problems.add(e);
            }
        }
        return new Content(rows, unfilled, problems);
    }

    private static List<Path> csvFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TerminologyFileException(folder, 0, "the folder cannot be read", "check its permissions");
        }
    }
}
