// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.RecordKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file of an export is called where others than its owner read it: in Observations of every patient, and in the report. Some
 * exporters name a file after the one patient whose records it holds, so a name is repeated only when it is made of types of FHIR, of words
 * that say nothing, and of short numbers.
 */
final class FileLabel {

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{5,}");

    private static final Set<String> WORDS = Stream.concat(
                    Stream.of(
                            "ndjson",
                            "gz",
                            "all",
                            "batch",
                            "bulk",
                            "bundle",
                            "chunk",
                            "crdownload",
                            "data",
                            "download",
                            "encounter",
                            "error",
                            "errors",
                            "export",
                            "fhir",
                            "file",
                            "filepart",
                            "medication",
                            "operationoutcome",
                            "output",
                            "part",
                            "partial",
                            "patients",
                            "records",
                            "resources",
                            "tmp",
                            "zip"),
                    Arrays.stream(RecordKind.values())
                            .map(kind -> kind.fhirType().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());

    private FileLabel() {}

    /** @param number in the order of names, from 0 */
    static String of(String name, int number) {
        return of(name, number, "export");
    }

    /** @param counted what the files are counted in */
    static String of(String name, int number, String counted) {
        boolean plain = !LONG_NUMBER.matcher(name).find()
                && Arrays.stream(name.toLowerCase(Locale.ROOT).split("[0-9._-]+"))
                        .allMatch(word -> word.isEmpty() || WORDS.contains(word));
        return plain ? name : "file " + (number + 1) + " of the " + counted;
    }
}
