// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The site's local map, checked, by code and by text. Immutable, thread-safe. */
final class LocalCodes {

    static final LocalCodes NONE = new LocalCodes(List.of(), Map.of(), LocalKeys.of(CodeSystemAliases.NONE));

    private final List<LocalRow> rows;
    private final Map<LocalKeys.Key, LocalRuling> rulings;
    private final LocalKeys keys;

    private LocalCodes(List<LocalRow> rows, Map<LocalKeys.Key, LocalRuling> rulings, LocalKeys keys) {
        this.rows = List.copyOf(rows);
        this.rulings = Map.copyOf(rulings);
        this.keys = keys;
    }

    /** @param byKey the rows of each code and text; checked before */
    static LocalCodes of(List<LocalRow> rows, Map<LocalKeys.Key, List<LocalCode>> byKey, LocalKeys keys) {
        Map<LocalKeys.Key, LocalRuling> rulings = new LinkedHashMap<>();
        byKey.forEach((key, codes) -> rulings.put(key, LocalRuling.of(key.domain(), codes)));
        return new LocalCodes(rows, rulings, keys);
    }

    List<LocalRow> rows() {
        return rows;
    }

    /** What the site says of a coding; several when one element holds several codes. */
    List<LocalRuling> find(Code coding, Terminology.Domain domain) {
        if (rulings.isEmpty() || !coding.hasCode() || coding.system().isBlank()) {
            return List.of();
        }
        List<LocalRuling> found = new ArrayList<>();
        for (LocalKeys.Key key : keys.of(coding.system(), coding.code(), domain)) {
            Optional.ofNullable(rulings.get(key)).ifPresent(found::add);
        }
        return found;
    }

    /** What the site says of a text, whatever its case and punctuation. */
    Optional<LocalRuling> text(String text, Terminology.Domain domain) {
        return rulings.isEmpty() ? Optional.empty() : Optional.ofNullable(rulings.get(LocalKeys.text(text, domain)));
    }

    /** The criteria for which the site lists codes that raise them. */
    Set<String> criteria() {
        Set<String> criteria = new TreeSet<>();
        rows.stream()
                .map(LocalRow::code)
                .filter(code -> code.role().filter(role -> role != Role.EXCLUDE).isPresent())
                .forEach(code -> criteria.add(code.criterion()));
        return criteria;
    }

    /** What changes the version of the model; nothing for an empty map. */
    List<String> meanings() {
        return rows.stream()
                .map(row -> row.code().meaning())
                .distinct()
                .sorted()
                .toList();
    }
}
