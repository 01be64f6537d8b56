// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Status words as a person reads them: {@code entered-in-error}. */
final class StatusWords {

    private StatusWords() {}

    /** The word of each constant, made once. */
    static <E extends Enum<E>> Map<E, String> of(Class<E> statuses) {
        Map<E, String> words = new EnumMap<>(statuses);
        for (E status : statuses.getEnumConstants()) {
            words.put(status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return words;
    }
}
