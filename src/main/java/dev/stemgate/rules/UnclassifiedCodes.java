// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.UnclassifiedCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of an unclassified concept somebody has to classify: each coding, or the text where there is no code. */
final class UnclassifiedCodes {

    private UnclassifiedCodes() {}

    static Stream<UnclassifiedCode> of(RecordKind kind, ResourceRef ref, Concept concept) {
        List<Code> coded = concept.codings().stream().filter(Code::hasCode).collect(Collectors.toList());
        Stream<Code> codes = coded.isEmpty() ? Stream.of(new Code("", "", concept.label())) : coded.stream();
        return codes.map(code -> new UnclassifiedCode(kind, ref, code));
    }
}
