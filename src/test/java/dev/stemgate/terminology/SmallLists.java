// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped lists and word files with the long ones cut to their first rows, so that reading them is quick. */
final class SmallLists {

    private SmallLists() {}

    static void copyTo(Path model) throws IOException {
        try (Stream<Path> files = Files.walk(ShippedLists.MODEL)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .filter(path -> !path.endsWith("hierarchy.tsv"))
                    .toList()) {
                Path copy = model.resolve(ShippedLists.MODEL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                List<String> lines = Files.readAllLines(file);
                Files.write(copy, lines.size() > 2000 ? lines.subList(0, 20) : lines);
            }
        }
    }
}
