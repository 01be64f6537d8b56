// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** In which connection a word of a text stands (MODEL §3: "family history of", "screening for", …). */
enum WordContext {
    /** Said of the patient, now. A mere suspicion is plain too: words raise to {@code possible} anyway. */
    PLAIN,
    /** Said of the patient's past. */
    HISTORY,
    REMISSION,
    NEGATED,
    FAMILY,
    SCREENING,
    EXPOSURE,
    PROPHYLAXIS,
    BENIGN;

    private static final Set<WordContext> SILENT =
            EnumSet.of(NEGATED, FAMILY, SCREENING, EXPOSURE, PROPHYLAXIS, BENIGN);

    /** True when words in this context say nothing of a disease the patient has or had. */
    boolean isSilent() {
        return SILENT.contains(this);
    }

    static Optional<WordContext> ofId(String id) {
        return Arrays.stream(values())
                .filter(context -> context.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst();
    }
}
