// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a patient hardly anything stays in memory while an export is screened: sixteen times as many patients, in a JVM with little memory. */
@Tag("full")
class MemoryCurveTest {

    private static final long MOST_BYTES_A_PATIENT = 600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"id", "identifier"})
    void lessThanSixHundredBytesAPatientAreKept(String namedBy) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryBench.class.getName(),
                        "250",
                        "4",
                        namedBy)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        Matcher kept = Pattern.compile("kept per patient: (-?\\d+) bytes").matcher(said);
        assertThat(kept.find()).as(said).isTrue();
        assertThat(Long.parseLong(kept.group(1))).as(said).isLessThan(MOST_BYTES_A_PATIENT);
    }
}
