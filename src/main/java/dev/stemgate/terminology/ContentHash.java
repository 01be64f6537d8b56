// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over the rows of files: comments, blank lines, line ends and the order of rows do not change it; the order of files does.
 * Not thread-safe.
 */
final class ContentHash {

    /** The order of the rows written with tabs: no letter of a cell comes before a tab. */
    private static final Comparator<TsvFile.Row> ORDER = (one, other) -> {
        for (int cell = 0; cell < one.values().size(); cell++) {
            int order = one.values().get(cell).compareTo(other.values().get(cell));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final MessageDigest digest;

    ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(TsvFile file) {
        add("\f" + file.path().getFileName() + "\n");
        file.rows().stream().sorted(ORDER).forEach(row -> add(String.join("\t", row.values()) + "\n"));
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In hexadecimal; to be asked for once. */
    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of a hash and further lines. */
    static String of(String before, List<String> lines) {
        ContentHash hash = new ContentHash();
        hash.add(before + "\n");
        lines.forEach(line -> hash.add(line + "\n"));
        return hash.value();
    }
}
