// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Arrays;
import java.util.Optional;

/** A code system that the lists speak of, under whatever URI, OID or name it was sent. */
public enum CodeSystem {
    ICD_10("icd-10"),
    ICD_10_CM("icd-10-cm"),
    ICD_10_GM("icd-10-gm"),
    /** Diagnoses only (volumes 1 and 2); the procedures of volume 3 are another system that no list knows. */
    ICD_9_CM("icd-9-cm"),
    ATC("atc"),
    SNOMED("snomed"),
    RXNORM("rxnorm"),
    /** Its codes are questions: they say something only with an Observation's value, so no concept is classified by them. */
    LOINC("loinc"),
    ABSENT_UNKNOWN("absent-unknown"),
    LIST_EMPTY_REASON("list-empty-reason"),
    DATA_ABSENT_REASON("data-absent-reason"),
    NULL_FLAVOR("null-flavor");

    private final String id;

    CodeSystem(String id) {
        this.id = id;
    }

    /** The name used in the files of {@code model/code-lists}. */
    public String id() {
        return id;
    }

    /** The system of a name, as the files of the model write it. */
    public static Optional<CodeSystem> ofId(String id) {
        return Arrays.stream(values()).filter(system -> system.id.equals(id)).findFirst();
    }
}
