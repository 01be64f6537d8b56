// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which code system a URI, an OID or a table name means. Compared without blanks, case, scheme, {@code www.}, {@code urn:oid:},
 * a version after a bar and a trailing slash. An alias that ends in {@code /*} covers every URI below it (SNOMED CT editions).
 * Immutable, thread-safe.
 */
final class CodeSystemAliases {

    static final CodeSystemAliases NONE = new CodeSystemAliases(Map.of(), Map.of());

    private final Map<String, CodeSystem> exact;
    private final Map<String, CodeSystem> below;

    private CodeSystemAliases(Map<String, CodeSystem> exact, Map<String, CodeSystem> below) {
        this.exact = Map.copyOf(exact);
        this.below = Map.copyOf(below);
    }

    static CodeSystemAliases of(TsvFile file) {
        Map<String, CodeSystem> exact = new HashMap<>();
        Map<String, CodeSystem> below = new HashMap<>();
        for (TsvFile.Row row : file.rows()) {
            String alias = file.require(row, "alias");
            String id = file.require(row, "system");
            CodeSystem system = CodeSystem.ofId(id)
                    .orElseThrow(() -> file.wrong(
                            row,
                            "unknown code system '" + id + "'",
                            "use an id that the code lists use, e.g. icd-10-cm"));
            boolean covers = alias.endsWith("/*");
            String key = normalise(covers ? alias.substring(0, alias.length() - 2) : alias);
            CodeSystem before = (covers ? below : exact).put(key, system);
            if (before != null && before != system) {
                throw file.wrong(
                        row, "alias '" + alias + "' already means " + before.id(), "remove one of the two rows");
            }
        }
        return new CodeSystemAliases(exact, below);
    }

    Optional<CodeSystem> resolve(String uri) {
        String key = normalise(uri);
        CodeSystem system = exact.get(key);
        if (system != null) {
            return Optional.of(system);
        }
        return below.entrySet().stream()
                .filter(entry -> key.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The form in which two names of one code system are equal. */
    static String normalise(String uri) {
        StringBuilder kept = new StringBuilder(uri.length());
        uri.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x200B && c != 0xFEFF)
                .forEach(kept::appendCodePoint);
        String key = kept.toString().toLowerCase(Locale.ROOT);
        int bar = key.indexOf('|');
        if (bar >= 0) {
            key = key.substring(0, bar);
        }
        for (String start : new String[] {"https://", "http://", "www.", "urn:oid:", "oid:"}) {
            if (key.startsWith(start)) {
                key = key.substring(start.length());
            }
        }
        while (key.endsWith("/")) {
            key = key.substring(0, key.length() - 1);
        }
        return key;
    }
}
