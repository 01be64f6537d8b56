// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code model/code-groups/<id>.tsv}: a header line {@code system, code, display}, then one code a line; lines that
 * start with {@code #} are comments.
 */
final class CodeGroupFile {

    private static final String HEADER = "system\tcode\tdisplay";
    private static final int COLUMNS = 3;

    private CodeGroupFile() {}

    static CodeGroup read(Path file) {
        List<String> lines = lines(file);
        List<String[]> codes = new ArrayList<>();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!headed) {
                headed = true;
                require(line.equals(HEADER), file, i, "the header is not 'system, code, display'", "separate by tabs");
                continue;
            }
            codes.add(code(line, file, i));
        }
        require(!codes.isEmpty(), file, 0, "the group holds no code", "list at least one, or remove the group");
        String name = file.getFileName().toString();
        return CodeGroup.of(name.substring(0, name.length() - ".tsv".length()), codes);
    }

    private static String[] code(String line, Path file, int index) {
        String[] cells = line.split("\t", -1);
        require(cells.length == COLUMNS, file, index, "the line has not three columns", "separate by tabs");
        require(
                CodeGroup.PREFIX_SYSTEMS.contains(cells[0]) || CodeGroup.EXACT_SYSTEMS.contains(cells[0]),
                file,
                index,
                "unknown system '" + cells[0] + "'",
                "use icd-10, icd-9-cm, atc (prefixes), icd-10-exact, icd-9-cm-exact, snomed, rxnorm or absent-unknown");
        require(!cells[1].isBlank(), file, index, "the code is missing", "fill it in");
        return cells;
    }

    private static void require(boolean holds, Path file, int index, String problem, String remedy) {
        if (!holds) {
            throw new ModelFileException(file, index + 1, problem, remedy);
        }
    }

    /** The lines that matter, for the model's hash. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file, "the code group is missing", "restore it or correct the row", e);
        } catch (MalformedInputException e) {
            throw new ModelFileException(file, "the file is not UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw new ModelFileException(file, "the file cannot be read", "check its rights", e);
        }
    }
}
