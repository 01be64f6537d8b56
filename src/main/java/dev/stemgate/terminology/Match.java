// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.Objects;
import java.util.Set;

/**
 * A concept bears on a criterion.
 *
 * @param criterion criterion id
 * @param role INCLUDE or SIGNAL; a code that is excluded from a criterion gives no match for it
 * @param classes classes of the code list, for instance {@code remission} or {@code lifelong}
 * @param code the coding that matched; for WORDS, system and code may be empty and the display holds the words
 * @param basis what the match rests on
 * @param listNote the code list's own note; may be empty
 */
public record Match(String criterion, Role role, Set<String> classes, Code code, Basis basis, String listNote) {

    public enum Basis {
        /** A code of a list or prefix. */
        CODE,
        /** A terminology server's word: by hierarchy under a code of a list, or as a member of a value set. */
        SERVER,
        /** The code is in a list, but its display names something else: suggestive only. */
        CODE_AGAINST_DISPLAY,
        /** Words of a text or of an unknown code's display: suggestive only. */
        WORDS
    }

    public Match {
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(role, "role");
        classes = Set.copyOf(classes);
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(listNote, "listNote");
    }

    /** Only a code match that nothing contradicts can be definite. */
    public boolean suggestiveOnly() {
        return basis != Basis.CODE && basis != Basis.SERVER;
    }
}
