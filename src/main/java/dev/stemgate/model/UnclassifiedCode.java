// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.Objects;

/**
 * A code or text that no list, hierarchy or word rule knows: somebody has to classify it once.
 *
 * @param kind in which kind of record it stood
 * @param ref the record
 * @param code the coding; for text only, system and code are empty and the display holds the text
 */
public record UnclassifiedCode(RecordKind kind, ResourceRef ref, Code code) {

    public UnclassifiedCode {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(code, "code");
    }
}
