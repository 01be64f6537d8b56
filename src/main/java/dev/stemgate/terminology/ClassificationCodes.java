// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads codes of ICD-10, ICD-9-CM and ATC as people send them: with or without dot, in any case, with blanks, with the
 * dagger, asterisk, plus or exclamation mark of ICD-10, with a trailing dash for "not further specified", two in one element.
 */
final class ClassificationCodes {

    /** Chapter letter, digit, digit or letter (C7A, M1A), then up to four characters after an optional dot. */
    private static final Pattern ICD_10 = Pattern.compile("[A-Z][0-9][0-9A-Z](?:\\.?[0-9A-Z]{1,4})?");

    private static final Pattern ICD_9 =
            Pattern.compile("(?:[0-9]{3}|V[0-9]{2})(?:\\.?[0-9]{1,2})?|E[0-9]{3}(?:\\.?[0-9])?");

    private static final Pattern ATC = Pattern.compile("[A-Z][0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?");

    /** What may stand behind an ICD code without being part of it. */
    private static final Pattern MARKS = Pattern.compile("[\\u2020\\u2021*+!#\\u2217]+|\\.-?$|-$");

    private ClassificationCodes() {}

    /**
     * The normalised codes of one element: capitals, no dots. Empty when any part of it is not a well-formed code of the
     * system.
     */
    static List<String> read(String code, CodeSystem system) {
        return switch (system) {
            case ICD_10, ICD_10_CM, ICD_10_GM -> read(code, ICD_10);
            case ICD_9_CM -> read(code, ICD_9);
            case ATC -> read(code, ATC);
            default -> List.of();
        };
    }

    private static List<String> read(String code, Pattern form) {
        String capitals = code.strip().toUpperCase(Locale.ROOT);
        List<String> several = Arrays.stream(
                        MARKS.matcher(capitals).replaceAll(" ").strip().split("[\\s\\u00A0,;/]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.endsWith(".-") ? part.substring(0, part.length() - 2) : part)
                .toList();
        if (!several.isEmpty()
                && several.stream().allMatch(part -> form.matcher(part).matches())) {
            return several.stream()
                    .map(part -> part.replace(".", ""))
                    .distinct()
                    .toList();
        }
        return joined(several, form).map(List::of).orElse(List.of());
    }

    /** A blank inside one code ("C 50.9"): what follows the blank is a number, not another code. */
    private static Optional<String> joined(List<String> parts, Pattern form) {
        if (parts.stream().skip(1).anyMatch(part -> Character.isLetter(part.charAt(0)))) {
            return Optional.empty();
        }
        String code = String.join("", parts);
        return form.matcher(code).matches() ? Optional.of(code.replace(".", "")) : Optional.empty();
    }
}
