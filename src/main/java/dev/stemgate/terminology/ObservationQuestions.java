// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.nio.file.Path;
import java.util.List;

/** The codes of the Observations whose value can bear on a criterion: what is to be asked of an EHR by code. */
public final class ObservationQuestions {

    private static final String LOINC = "http://loinc.org";

    private ObservationQuestions() {}

    /**
     * Reads {@code code-lists/loinc.tsv} below a model folder; a row that only excludes is no question.
     *
     * @param model the folder, usually {@code model}
     * @return each code once, in the order of the file
     * @throws TerminologyFileException naming file, line and remedy
     */
    public static List<Code> read(Path model) {
        TsvFile file = CodeListReader.file(
                model.resolve("code-lists"),
                "loinc.tsv",
                "criterion",
                "role",
                "kind",
                "code",
                "display",
                "note",
                "source");
        return file.rows().stream()
                .filter(row -> !file.get(row, "role").equals("exclude"))
                .map(row -> new Code(LOINC, file.require(row, "code"), ""))
                .distinct()
                .toList();
    }
}
