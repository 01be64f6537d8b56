// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import dev.stemgate.model.Code;
import dev.stemgate.model.RecordKind;
import dev.stemgate.route.config.KindsRead.Observations;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parameters of a hospital file that say what is read: lists are separated by commas. */
final class KindsReader {

    /** Read only where a hospital asks for it: most EHRs say the same with MedicationRequest, and these are long. */
    private static final Set<RecordKind> ON_REQUEST =
            EnumSet.of(RecordKind.MEDICATION_ADMINISTRATION, RecordKind.MEDICATION_DISPENSE);

    private static final Set<RecordKind> BY_DEFAULT = EnumSet.complementOf(EnumSet.copyOf(ON_REQUEST));
    private static final String CATEGORIES = "laboratory,vital-signs,social-history,survey";
    private static final Pattern SELECTION = Pattern.compile("(by-code|by-category|all)(?:\\((.*)\\))?");
    private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private enum YesNo {
        YES,
        NO
    }

    private KindsReader() {}

    static KindsRead read(Keys keys) {
        Set<RecordKind> declarable = EnumSet.copyOf(BY_DEFAULT);
        declarable.remove(RecordKind.PATIENT);
        Set<RecordKind> notAvailable = kinds(keys, "notAvailable", declarable);
        Set<RecordKind> kinds = EnumSet.copyOf(BY_DEFAULT);
        kinds.removeAll(notAvailable);
        kinds.addAll(kinds(keys, "alsoRead", ON_REQUEST));
        Matcher selection = SELECTION.matcher(keys.text("observations").orElse("by-code"));
        boolean byCategory = selection.matches() && selection.group(1).equals("by-category");
        if (!selection.matches() || selection.group(2) != null && !byCategory) {
            throw keys.error("observations", "must be by-code, by-category, by-category(laboratory, …) or all");
        }
        return new KindsRead(
                kinds,
                keys.choice("includeMedications", YesNo.class, YesNo.YES) == YesNo.YES,
                Observations.valueOf(selection.group(1).toUpperCase(Locale.ROOT).replace('-', '_')),
                byCategory ? categories(keys, selection.group(2) == null ? CATEGORIES : selection.group(2)) : List.of(),
                localCodes(keys));
    }

    private static List<String> categories(Keys keys, String text) {
        List<String> categories = list(text);
        if (categories.isEmpty()
                || !categories.stream()
                        .allMatch(category -> CATEGORY.matcher(category).matches())) {
            throw keys.error("observations", "names a category that is no code of letters, digits and hyphens");
        }
        return categories;
    }

    private static Set<RecordKind> kinds(Keys keys, String key, Set<RecordKind> allowed) {
        Set<RecordKind> named = EnumSet.noneOf(RecordKind.class);
        for (String type : list(keys.text(key).orElse(""))) {
            named.add(allowed.stream()
                    .filter(kind -> kind.fhirType().equals(type))
                    .findFirst()
                    .orElseThrow(() -> keys.error(
                            key,
                            "does not take '" + type + "'; it takes "
                                    + allowed.stream().map(RecordKind::fhirType).collect(Collectors.joining(", ")))));
        }
        return named;
    }

    private static List<Code> localCodes(Keys keys) {
        return list(keys.text("observationCodes").orElse("")).stream()
                .map(token -> {
                    int bar = token.lastIndexOf('|');
                    Code code = new Code(
                            bar < 0 ? "" : token.substring(0, bar).strip(),
                            token.substring(bar + 1).strip(),
                            "");
                    if (!code.hasCode()) {
                        throw keys.error("observationCodes", "must be codes, each written system|code");
                    }
                    return code;
                })
                .toList();
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .distinct()
                .toList();
    }
}
