// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which the demo keeps its settings, its hospital file and its state: what a real installation has, to look at and
 * to copy from. It is emptied at each start, because the sandbox forgets everything too.
 */
final class DemoFolder {

    static final String EHR = "sandbox";

    private static final String MARK = "# Written by './stemgate demo'.";

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    Path settings() {
        return folder.resolve("stemgate.yaml");
    }

    /** Empties the folder and writes settings and hospital file. */
    void prepare(URI baseUrl, int httpPort) {
        try {
            requireOurs();
            empty();
            Files.createDirectories(folder.resolve("hospitals"));
            write(settings(), settingsText(httpPort));
            write(folder.resolve("hospitals").resolve(EHR + ".camel.yaml"), hospitalText(baseUrl));
            drops().prepare();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the demo folder " + folder + " cannot be written ("
                            + e.getClass().getSimpleName() + "); name another one with --folder");
        }
    }

    /** What a source of files drops. */
    DemoDrops drops() {
        return new DemoDrops(folder);
    }

    /** Only what an earlier demo wrote is ever deleted. */
    private void requireOurs() throws IOException {
        boolean ours = Files.isRegularFile(settings())
                && Files.readString(settings(), StandardCharsets.UTF_8).startsWith(MARK);
        boolean empty = !Files.exists(folder) || isEmpty();
        if (!ours && !empty) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the folder " + folder
                            + " is not empty and was not made by a demo; name another one with --folder");
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private void empty() throws IOException {
        for (String part : List.of("hospitals", "sources", "state")) {
            Path inside = folder.resolve(part);
            if (Files.isDirectory(inside)) {
                try (Stream<Path> files = Files.walk(inside)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String settingsText(int httpPort) {
        return """
                # Written by './stemgate demo'.
                hospitals: hospitals
                state:
                  url: jdbc:h2:file:./state/stemgate
                http:
                  port: %d
                # The demo itself serves the console while it is kept running.
                console:
                  port: 0
                """
                .formatted(httpPort);
    }

    private static String hospitalText(URI baseUrl) {
        return """
                # Written by './stemgate demo': one hospital, the embedded sandbox EHR.
                - templatedRoute:
                    routeTemplateRef: hospital
                    routeId: hospital-%s
                    parameters:
                      - name: ehr
                        value: %s
                      - name: baseUrl
                        value: %s
                      - name: cadence
                        value: 1m
                      - name: writeBack
                        value: observation
                      - name: pageSize
                        value: "20"
                """
                .formatted(EHR, EHR, baseUrl);
    }
}
