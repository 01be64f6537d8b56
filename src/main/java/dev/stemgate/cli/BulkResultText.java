// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkStatistics;
import dev.stemgate.bulk.BulkStatistics.Count;
import dev.stemgate.bulk.spill.LineCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a bulk run says at its end. */
final class BulkResultText {

    private final Console console;

    BulkResultText(Console console) {
        this.console = console;
    }

    void print(BulkStatistics statistics, Path out) {
        LineCounts lines = statistics.lines();
        console.out().println(statistics.patients() + " patients: " + words(statistics.outcomes()));
        console.out()
                .println(lines.lines() + " lines: " + lines.screened() + " screened, " + lines.irrelevant()
                        + " irrelevant, " + lines.duplicate() + " duplicate, " + lines.deadLettered()
                        + " dead letters" + reasons(statistics.deadLetters()));
        statistics.missing().forEach(what -> console.out().println("Incomplete for every patient: " + what));
        if (!statistics.passedOver().isEmpty()) {
            console.out()
                    .println("Not read, because the name does not end in .ndjson or .ndjson.gz: "
                            + String.join(", ", statistics.passedOver()));
        }
        console.out().println("Results: " + out);
        console.out().flush();
    }

    private static String reasons(List<Count> letters) {
        return letters.isEmpty() ? "" : " (" + words(letters) + ")";
    }

    private static String words(List<Count> counts) {
        return counts.stream().map(count -> count.code() + " " + count.count()).collect(Collectors.joining(", "));
    }
}
