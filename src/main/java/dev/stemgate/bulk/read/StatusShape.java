// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.VerificationStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Status words. Where a word is not one of R4's the typed path says what that means. */
final class StatusShape {

    private static final Map<String, ClinicalStatus> CLINICAL = words(ClinicalStatus.values(), ClinicalStatus.MISSING);
    private static final Map<String, VerificationStatus> VERIFICATION =
            words(VerificationStatus.values(), VerificationStatus.MISSING);

    private StatusShape() {}

    static ClinicalStatus clinical(Concept concept) throws OddShape {
        return first(concept, CLINICAL);
    }

    static VerificationStatus verification(Concept concept) throws OddShape {
        return first(concept, VERIFICATION);
    }

    /** The constants of an enum by the word that FHIR has for them; without the one that stands for a missing word. */
    static <E extends Enum<E>> Map<String, E> words(E[] values, E missing) {
        return Arrays.stream(values)
                .filter(value -> value != missing)
                .collect(Collectors.toUnmodifiableMap(
                        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));
    }

    static <E> E known(Map<String, E> words, String word) throws OddShape {
        E value = words.get(word);
        if (value == null) {
            throw OddShape.FOUND;
        }
        return value;
    }

    private static <E> E first(Concept concept, Map<String, E> words) throws OddShape {
        for (Code coding : concept.codings()) {
            return known(words, coding.code());
        }
        throw OddShape.FOUND;
    }
}
