// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.PatientKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stemgate screen} as a person calls it: exit codes, and one clear line for each thing that is wrong. */
class ScreenCommandTest {

    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1980\"}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCleanExportEndsWithZeroAndOneWithDeadLettersWithOne() throws IOException {
        Path in = write(List.of(PATIENT));
        assertThat(screen(in, "clean", "--format", "ndjson")).isZero();
        assertThat(out.toString()).contains("1 patients: indeterminate 1", "1 lines: 1 screened");
        assertThat(err.toString()).contains("as of 2026-11-22");
        assertThat(folder.resolve("clean/observations.ndjson")).exists();
        assertThat(folder.resolve("clean/findings.ndjson"))
                .content()
                .contains("\"patient\":\"p1\"", "\"age\":\"45-59\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("clean"))))
                .isEqualTo("rwx------");

        assertThat(screen(write(List.of(PATIENT, "x")), "letters")).isEqualTo(1);
        assertThat(out.toString()).contains("1 dead letters (unreadable 1)");
    }

    @Test
    void anExportThatLacksAFileOfItsManifestEndsWithOne() throws IOException {
        Path in = write(List.of(PATIENT));
        Files.move(in.resolve("all.ndjson"), in.resolve("Patient.ndjson"));
        Files.writeString(
                in.resolve("manifest.json"),
                "{\"output\":[{\"type\":\"Patient\",\"url\":\"https://x.example.org/1/Patient.ndjson\"},"
                        + "{\"type\":\"Condition\",\"url\":\"https://x.example.org/1/Condition.ndjson\"}]}");

        assertThat(screen(in, "lacking")).isEqualTo(1);
        assertThat(out.toString())
                .contains("Incomplete for every patient: Condition.ndjson (Condition) is not in the folder")
                .doesNotContain("Not read");
        assertThat(err.toString()).contains("manifest.json: Condition.ndjson (Condition) is not in the folder");
    }

    @Test
    void theIdentifiersAreThoseOfTheBridge() throws IOException {
        Path in = write(List.of(PATIENT));
        assertThat(screen(in, "named", "--ehr", "general")).isZero();
        assertThat(screen(in, "unnamed")).isZero();

        String identifier = ScreeningIdentity.of(new PatientKey("general", "p1"), "msc-contraindications")
                .value();
        assertThat(folder.resolve("named/observations.ndjson")).content().contains(identifier);
        assertThat(folder.resolve("unnamed/observations.ndjson")).content().doesNotContain(identifier);
    }

    @Test
    void theHelpSaysWhatIsWrittenAndWhatTheExitCodesMean() throws IOException {
        assertThat(screen(folder, "help", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "report.html",
                        "--resume",
                        "Exit codes:",
                        "1   done, with dead letters",
                        "3   nothing to screen");
    }

    @Test
    void whatCannotBeUsedIsSaidInOneLine() throws IOException {
        assertThat(screen(folder.resolve("nowhere"), "a")).isEqualTo(3);
        assertThat(screen(Files.createDirectories(folder.resolve("empty")), "b"))
                .isEqualTo(3);
        assertThat(screen(write(List.of("x")), "c")).isEqualTo(3);
        assertThat(screen(write(List.of(PATIENT)), "d", "--threads", "0")).isEqualTo(2);
        assertThat(screen(write(List.of(PATIENT)), "e", "--ehr", "a/b")).isEqualTo(2);
        assertThat(screen(write(List.of(PATIENT)), "f", "--format", "xlsx")).isEqualTo(2);
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/mine"), "");
        assertThat(screen(write(List.of(PATIENT)), "full")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no such folder", "no .ndjson", "not empty", "give csv, parquet or ndjson")
                .doesNotContain("internal");
    }

    private Path write(List<String> lines) throws IOException {
        Path in = Files.createTempDirectory(folder, "in");
        Files.write(in.resolve("all.ndjson"), lines);
        return in;
    }

    private int screen(Path in, String to, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "screen",
                "--in",
                in.toString(),
                "--out",
                folder.resolve(to).toString(),
                "--as-of",
                "2026-11-22",
                "--model",
                Path.of("model").toString()));
        arguments.addAll(List.of(more));
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}
