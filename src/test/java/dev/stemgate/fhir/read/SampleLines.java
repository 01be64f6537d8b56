// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every resource of the published samples as one line of an export. */
public final class SampleLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleLines() {}

    public static List<String> all() throws IOException {
        return of("");
    }

    /** @param source folder of one source, for instance {@code synthea} */
    public static List<String> of(String source) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/samples", source))) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> lines(file, lines));
        }
        return lines;
    }

    private static void lines(Path file, List<String> lines) {
        String name = file.getFileName().toString();
        try {
            if (name.endsWith(".ndjson")) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(lines::add);
            } else if (name.endsWith(".json")) {
                JsonNode resource = JSON.readTree(file.toFile());
                if (resource.path("resourceType").asText().equals("Bundle")) {
                    resource.path("entry")
                            .forEach(entry -> lines.add(entry.path("resource").toString()));
                } else {
                    lines.add(resource.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
