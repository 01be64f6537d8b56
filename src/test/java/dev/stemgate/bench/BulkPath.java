// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.nio.file.Path;
import java.time.LocalDate;

/** The whole way of {@code ./stemgate screen}, from a folder of NDJSON to a folder of results, as the bench calls it. */
interface BulkPath {

    /**
     * Screens a folder once.
     *
     * @param out a folder that does not exist yet
     * @return how many patients were screened
     * @throws Exception when it cannot; the bench ends
     */
    int screen(Path in, Path out, LocalDate asOf, int threads) throws Exception;
}
