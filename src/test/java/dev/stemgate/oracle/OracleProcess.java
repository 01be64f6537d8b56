// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of {@code it/cql-oracle}, each run in a JVM of its own. Thread-confined. */
public final class OracleProcess {

    private static final String PACKAGE = "dev.stemgate.it.cql.";
    private static final long LONGEST_MINUTES = 10;
    private static final String BUILD = "mvn -B -q -f it/cql-oracle/pom.xml package";

    private final Path project;
    private final ObjectMapper json = new ObjectMapper();
    private long nanos;

    private OracleProcess(Path project) {
        this.project = project;
    }

    /**
     * Empty when the libraries of the CQL engine could not be resolved.
     *
     * @throws IllegalStateException when the libraries are there and the oracle is nevertheless not built
     */
    public static Optional<OracleProcess> in(Path projectDir) {
        Path project = projectDir.resolve("it/cql-oracle");
        if (!Files.isDirectory(project.resolve("target/lib"))) {
            return Optional.empty();
        }
        Path jar = project.resolve("target/cql-oracle.jar");
        if (!Files.isRegularFile(jar) || isOlder(jar, project.resolve("src"))) {
            throw new IllegalStateException("it/cql-oracle is not built, or does not compile: " + BUILD);
        }
        return Optional.of(new OracleProcess(project));
    }

    /** A jar that an earlier build left behind must not stand in for one that no longer compiles. */
    private static boolean isOlder(Path jar, Path sources) {
        try (Stream<Path> files = Files.walk(sources).filter(Files::isRegularFile)) {
            FileTime built = Files.getLastModifiedTime(jar);
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The sources of it/cql-oracle cannot be read", e);
        }
    }

    /** Writes a population, one Bundle a line. */
    public void generate(Path model, Path population, LocalDate asOf, long seed, int people) throws IOException {
        run("GeneratedPopulation", model, population, asOf, seed, people);
    }

    /** @param plantedDays by how many days the oracle's acute window is wrong on purpose */
    SortedMap<String, PatientFindings> judge(Path model, Path population, LocalDate asOf, int plantedDays)
            throws IOException {
        Path findings = population.resolveSibling(population.getFileName() + ".findings-" + plantedDays);
        run("CqlOracle", model, population, findings, asOf, plantedDays);
        SortedMap<String, PatientFindings> all = new TreeMap<>();
        for (String line : Files.readAllLines(findings)) {
            JsonNode patient = json.readTree(line);
            SortedMap<String, String> byCriterion = new TreeMap<>();
            patient.get("findings")
                    .fields()
                    .forEachRemaining(finding ->
                            byCriterion.put(finding.getKey(), finding.getValue().asText()));
            all.put(patient.get("patient").asText(), new PatientFindings(byCriterion));
            nanos += patient.get("nanos").asLong();
        }
        return all;
    }

    /** Nanoseconds that the CQL engine alone has taken so far. */
    long nanos() {
        return nanos;
    }

    private void run(String program, Object... arguments) throws IOException {
        Path target = project.resolve("target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("cql-oracle.jar") + File.pathSeparator + target.resolve("lib/*"),
                PACKAGE + program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path log = target.resolve(program + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(program + " failed or took too long; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
