// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import java.util.List;

/** What of an unclassified concept somebody has to classify: each coding, or the text where there is no code. */
final class UnclassifiedCodes {

    private UnclassifiedCodes() {}

    /** Adds what is to be classified of a concept. */
    static void add(RecordKind kind, ResourceRef ref, Concept concept, List<UnclassifiedCode> all) {
        boolean coded = false;
        for (Code code : concept.codings()) {
            if (code.hasCode()) {
                all.add(new UnclassifiedCode(kind, ref, code));
                coded = true;
            }
        }
        if (!coded) {
            all.add(new UnclassifiedCode(kind, ref, new Code("", "", concept.label())));
        }
    }
}
