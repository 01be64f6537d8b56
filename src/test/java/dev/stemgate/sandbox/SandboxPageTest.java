// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/sandbox.md} and the code know the same profiles and manners, word for word. */
class SandboxPageTest {

    @Test
    void thePageListsEveryMannerAsItIs() throws IOException {
        assertThat(rows("## Manners"))
                .containsExactlyElementsOf(Arrays.stream(Manner.values())
                        .map(manner -> "| `%s` | %s | %s |".formatted(manner.code(), manner.does(), manner.source()))
                        .toList());
    }

    @Test
    void thePageListsEveryProfileAsItIs() throws IOException {
        assertThat(rows("## Profiles"))
                .containsExactlyElementsOf(Arrays.stream(VendorProfile.values())
                        .map(profile -> "| `%s` | %s | %s |"
                                .formatted(
                                        profile.code(),
                                        profile.title(),
                                        profile.manners().stream()
                                                .map(manner -> "`" + manner.code() + "`")
                                                .collect(Collectors.joining(", "))))
                        .toList());
    }

    @Test
    void everySourceIsAPlaceOnThePage() throws IOException {
        String page = Files.readString(Path.of("docs/sandbox.md")).replace("`", "");
        for (Manner manner : Manner.values()) {
            String source = manner.source();
            if (source.matches("rows? .*")) {
                Arrays.stream(source.replaceFirst("rows? ", "").split(" and "))
                        .forEach(row -> assertThat(page).contains("\n| " + row + " |"));
            } else if (source.startsWith("What follows, ")) {
                assertThat(page).contains("\n- " + source.substring("What follows, ".length()) + ": ");
            } else {
                assertThat(page).contains("\n" + source + ":").as(source);
            }
        }
    }

    private static List<String> rows(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/sandbox.md"));
        String section = page.substring(page.indexOf(heading) + heading.length());
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }
}
