// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ValueSetsCommandTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsWrittenForEveryListAndRole() throws IOException {
        Path sets = folder.resolve("new/sets");
        StringWriter err = new StringWriter();
        int code = Main.execute(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "model",
                "value-sets",
                sets.toString(),
                "--date",
                "2026-11-22");
        assertThat(code).isZero();
        long files;
        try (Stream<Path> written = Files.list(sets)) {
            files = written.count();
        }
        assertThat(err.toString()).contains(files + " value sets written to " + sets);
        assertThat(files).isGreaterThan(60);
        assertThat(sets.resolve("ValueSet-criterion-hiv-include.json"))
                .hasSameTextualContentAs(Path.of("fhir-profiles/ValueSet-criterion-hiv-include.json"));
        assertThat(Files.size(sets.resolve("ValueSet-criterion-active-malignancy-include.json")))
                .isGreaterThan(500_000);
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        StringWriter err = new StringWriter();
        int code = Main.execute(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "model",
                "value-sets",
                file.toString());
        assertThat(code).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("cannot be written");
    }
}
