// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Codes of FHIR as the constants of our enums: {@code entered-in-error} is {@code ENTERED_IN_ERROR}. */
final class EnumWords {

    private EnumWords() {}

    /** The constant that a code names; empty for a code that no constant has. */
    static <E extends Enum<E>> Optional<E> of(Class<E> type, String code) {
        String name = code.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
