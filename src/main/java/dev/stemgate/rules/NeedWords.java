// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.rules.Criterion.Need;

/** What was needed, as the start of a sentence. */
final class NeedWords {

    private NeedWords() {}

    static String of(Need need) {
        return switch (need) {
            case CONDITION -> "The Conditions";
            case MEDICATION -> "The medications";
            case PROCEDURE -> "The Procedures";
            case ALLERGY -> "The allergies";
            case OBSERVATION -> "The Observations";
            case PERSON -> "The Patient data";
        };
    }
}
