// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The searches for a patient's Observations. Codes that do not go into one URL are asked for in several. */
final class ObservationSearches {

    /** Servers and proxies that take no more than 8,000 characters of URL are common. */
    static final int LONGEST_URL = 6_000;

    private static final Set<Character> SEPARATORS = Set.of('\\', ',', '|', '$');

    private ObservationSearches() {}

    /**
     * @param start of each URL, with the patient
     * @param end of each URL
     * @param base length of what stands before the relative URL
     */
    static List<String> urls(ObservationSelection selection, String start, String end, int base) {
        if (selection instanceof ObservationSelection.ByCode byCode) {
            int room = LONGEST_URL - base - start.length() - "&code=".length() - end.length();
            return lists(byCode.codes().stream().map(ObservationSearches::token).toList(), room).stream()
                    .map(codes -> start + "&code=" + codes + end)
                    .toList();
        }
        if (selection instanceof ObservationSelection.ByCategory byCategory) {
            String categories = String.join(
                    ",",
                    byCategory.categories().stream()
                            .map(category -> PatientSearches.encoded(escaped(category)))
                            .toList());
            return List.of(start + "&category=" + categories + end);
        }
        return List.of(start + end);
    }

    /** Comma lists of at most so many characters; an item that is longer by itself stands alone. */
    private static List<String> lists(List<String> items, int room) {
        List<String> lists = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (String item : items) {
            if (!list.isEmpty() && list.length() + 1 + item.length() > room) {
                lists.add(list.toString());
                list.setLength(0);
            }
            list.append(list.isEmpty() ? "" : ",").append(item);
        }
        lists.add(list.toString());
        return lists;
    }

    private static String token(Code code) {
        String word = escaped(code.code());
        return PatientSearches.encoded(code.system().isEmpty() ? word : escaped(code.system()) + "|" + word);
    }

    /** FHIR R4, Search, "Escaping search parameters". */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char letter : value.toCharArray()) {
            escaped.append(SEPARATORS.contains(letter) ? "\\" : "").append(letter);
        }
        return escaped.toString();
    }
}
