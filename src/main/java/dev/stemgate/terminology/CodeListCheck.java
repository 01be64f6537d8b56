// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the reader of the code lists lets pass and a person should mend: a code that is listed for a criterion and as irrelevant
 * (the list wins, CONTRACTS), and a prefix that no code of its system can begin with. Stateless.
 */
public final class CodeListCheck {

    private static final Pattern ICD_10 = Pattern.compile("[A-Z]([0-9]([0-9A-Z][0-9A-Z]{0,4})?)?");
    private static final Pattern ICD_9 = Pattern.compile("[0-9]{2,5}|V[0-9]{1,4}|E[0-9]{1,4}");
    private static final Pattern ATC = Pattern.compile("[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?");

    private final Path lists;
    private final List<TerminologyFileException> problems = new ArrayList<>();

    private CodeListCheck(Path lists) {
        this.lists = lists;
    }

    /**
     * Every problem of the lists.
     *
     * @param model the folder {@code model/}
     * @throws TerminologyFileException when a file cannot be read as a list at all
     */
    public static List<TerminologyFileException> problems(Path model) {
        CodeListCheck check = new CodeListCheck(model.resolve("code-lists"));
        check.twoRoles();
        check.prefixes("icd10.tsv", ICD_10, "criterion", "role", "prefix_or_range", "class", "note", "systems");
        check.prefixes("icd9cm.tsv", ICD_9, "criterion", "role", "prefix_or_range", "class", "note", "systems");
        check.prefixes("atc.tsv", ATC, "criterion", "role", "prefix", "class", "note");
        return List.copyOf(check.problems);
    }

    private void twoRoles() {
        Map<String, String> listed = new HashMap<>();
        listed("snomed", listed);
        listed("rxnorm", listed);
        TsvFile irrelevant = TsvFile.read(lists.resolve("irrelevant.tsv"), "system", "kind", "code", "display");
        for (TsvFile.Row row : irrelevant.rows()) {
            String before = listed.get(irrelevant.get(row, "system") + " " + irrelevant.get(row, "code"));
            if (before != null) {
                problems.add(irrelevant.wrong(
                        row,
                        irrelevant.get(row, "code") + " is irrelevant here and " + before,
                        "keep one of the two rows"));
            }
        }
    }

    private void listed(String system, Map<String, String> listed) {
        TsvFile file = TsvFile.read(
                lists.resolve(system + ".tsv"),
                "criterion",
                "role",
                "kind",
                "code",
                "display",
                "class",
                "note",
                "source");
        for (TsvFile.Row row : file.rows()) {
            if (!file.get(row, "role").equals("exclude")) {
                listed.putIfAbsent(
                        system + " " + file.get(row, "code"),
                        file.get(row, "role") + " of " + file.get(row, "criterion") + " in " + system + ".tsv:"
                                + row.line());
            }
        }
    }

    private void prefixes(String name, Pattern form, String... header) {
        TsvFile file = TsvFile.read(lists.resolve(name), header);
        String column = header[2];
        for (TsvFile.Row row : file.rows()) {
            for (String end : file.get(row, column).split("\\.\\.")) {
                if (!form.matcher(end.replace(".", "")).matches()) {
                    problems.add(file.wrong(
                            row,
                            "no code of this system begins with '" + end + "'",
                            "correct the prefix or remove it"));
                }
            }
        }
    }
}
