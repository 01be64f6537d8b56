// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.terminology.LocalCode;
import dev.stemgate.terminology.LocalMapWriter;
import dev.stemgate.terminology.LocalRow;
import dev.stemgate.terminology.TerminologyFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Writes what a person decided about one code into the site's local map: checked against the model first, under the lock that every
 * writer of the map takes. Nothing is written when a row is wrong.
 */
public final class CodeAssignment {

    private final Path model;
    private final Path localCodes;

    public CodeAssignment(Path model, Path localCodes) {
        this.model = Objects.requireNonNull(model, "model");
        this.localCodes = Objects.requireNonNull(localCodes, "localCodes");
    }

    /**
     * What is known once the rows are written.
     *
     * @param core the model with the map as it is now
     * @param file where the rows stand
     * @param added how many were not there yet
     */
    public record Assigned(ScreeningCore core, Path file, int added) {}

    /**
     * Adds the rows that the map does not hold yet.
     *
     * @throws TerminologyFileException for the first row that is wrong, or when the map cannot be read or written
     */
    public Assigned assign(List<LocalCode> codes) {
        Path file;
        List<LocalCode> fresh;
        try (LocalMapWriter writer = LocalMapWriter.lock(localCodes)) {
            file = writer.file();
            ScreeningCore core = ScreeningCore.load(model, localCodes);
            List<LocalCode> known =
                    core.terminology().localRows().stream().map(LocalRow::code).toList();
            fresh = codes.stream()
                    .filter(code -> known.stream().noneMatch(code::saysTheSameAs))
                    .toList();
            Path rows = file;
            List<TerminologyFileException> problems = core.problemsOf(
                    fresh.stream().map(code -> new LocalRow(rows, 0, code)).toList());
            if (!problems.isEmpty()) {
                throw problems.get(0);
            }
            if (!fresh.isEmpty()) {
                writer.add(fresh);
            }
        }
        return new Assigned(ScreeningCore.load(model, localCodes), file, fresh.size());
    }
}
