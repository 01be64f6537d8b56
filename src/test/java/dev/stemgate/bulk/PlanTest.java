// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final long MEGABYTE = 1L << 20;

    @Test
    void inLittleMemoryFewThreadsWork() {
        Plan plan = Plan.of(input(1_300 * MEGABYTE), 61 * MEGABYTE);

        assertThat(plan.readers(16, 61 * MEGABYTE)).isEqualTo(3);
        assertThat(Plan.judges(16, 61 * MEGABYTE)).isEqualTo(1);
        assertThat(plan.readers(16, 20 * MEGABYTE)).isEqualTo(1);
        assertThat(Plan.judges(16, 20 * MEGABYTE)).isEqualTo(1);
    }

    @Test
    void inEnoughMemoryAllThreadsWork() {
        Plan plan = Plan.of(input(1_300 * MEGABYTE), 2_048 * MEGABYTE);

        assertThat(plan.readers(16, 2_048 * MEGABYTE)).isEqualTo(16);
        assertThat(Plan.judges(16, 2_048 * MEGABYTE)).isEqualTo(16);
    }

    @Test
    void aPieceStaysSmallHoweverLargeTheExportIs() {
        assertThat(Plan.of(input(1), 61 * MEGABYTE).pieceSize()).isEqualTo(4 * MEGABYTE);
        assertThat(Plan.of(input(10_000_000 * MEGABYTE), 61 * MEGABYTE).pieceSize())
                .isEqualTo(16 * MEGABYTE);
    }

    private static InputFolder input(long bytes) {
        return new InputFolder(
                List.of(new SourceFile(0, Path.of("Patient.ndjson"), bytes)), List.of(), ManifestCheck.NONE, List.of());
    }
}
