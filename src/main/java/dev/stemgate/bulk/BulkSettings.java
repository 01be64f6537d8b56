// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is screened, and how.
 *
 * @param input folder with {@code .ndjson} and {@code .ndjson.gz} files
 * @param output folder for the results; missing or empty, or that of the run to resume
 * @param ehr name of the EHR that was exported, part of every key
 * @param asOf evaluation date, and the day that counts as the day of reading
 * @param threads at least one
 * @param resume whether a run that broke off is gone on with
 * @param issued time of issue of the Observations of a new run; one that is resumed keeps its own
 * @param notAvailable kinds that the site declared its EHR not to give
 * @param findings in which form the findings of each patient are written, if in any
 */
public record BulkSettings(
        Path input,
        Path output,
        String ehr,
        LocalDate asOf,
        int threads,
        boolean resume,
        Instant issued,
        Set<RecordKind> notAvailable,
        Optional<FindingsForm> findings) {

    public BulkSettings {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(issued, "issued");
        notAvailable = Set.copyOf(notAvailable);
        Objects.requireNonNull(findings, "findings");
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread screens");
        }
    }
}
