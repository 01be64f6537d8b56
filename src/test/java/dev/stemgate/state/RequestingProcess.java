// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A process of its own that opens the state in a folder, says {@code open <number of pending units>}, and for each line it
 * reads requests a unit for the patient so named and answers {@code committed <unit>}.
 */
final class RequestingProcess implements AutoCloseable {

    static final String EHR = "north";

    private final Process process;
    private final BufferedReader output;

    RequestingProcess(Path folder, Path errors) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RequestingProcess.class.getName(),
                        folder.toString()))
                .redirectError(errors.toFile())
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The rest of the next line of output that begins with this word. */
    String await(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException("the process ended before it said " + word);
    }

    UnitId request(String patientId) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(patientId)
                .append('\n')
                .flush();
        return UnitId.parse(await("committed"));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }

    public static void main(String[] arguments) throws IOException {
        try (Database database = Database.open(DatabaseSettings.file(Path.of(arguments[0]), () -> "a-password"));
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Ledger ledger = new Ledger(database);
            System.out.println("open " + ledger.openCount(EHR));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                UnitId unit = ledger.request(new PatientKey(EHR, line), Trigger.COHORT, Instant.EPOCH);
                System.out.println("committed " + unit);
            }
        }
    }
}
