// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.Parsing.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published data of several national guides. Counts were taken from the files. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    @Test
    void publishedRecordsAreReadOrToldApart() throws IOException {
        EntryParser parser = new EntryParser();
        Map<String, String> unreadable = new TreeMap<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (!parser.knows(RecordHead.of(bytes).type())) {
                    continue;
                }
                read++;
                if (parser.parse(bytes) instanceof Unreadable letter) {
                    unreadable.put(
                            SAMPLES.relativize(file).toString(), letter.reason().code() + ": " + letter.line());
                }
            }
        }
        assertThat(read).isEqualTo(77);
        assertThat(unreadable).isEmpty();
    }
}
