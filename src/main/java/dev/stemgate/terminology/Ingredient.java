// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the lists say of one ingredient (or brand), apart for forms that act locally and for all others. Per criterion the role
 * of most of its products counts: a name without strength is not the rare high-dose vial. Filled while the dictionary is
 * built, not changed afterwards.
 */
final class Ingredient {

    private final Map<String, Map<Role, List<CodeEntry>>> local = new LinkedHashMap<>();
    private final Map<String, Map<Role, List<CodeEntry>>> systemic = new LinkedHashMap<>();
    private final Set<String> ofItsOwn = new HashSet<>();
    private boolean harmlessLocally;
    private boolean harmless;
    private boolean standsAlone;

    /** A listed product has this ingredient only: what such products bear on goes before what combinations do. */
    void addAlone(List<CodeEntry> entries) {
        standsAlone = true;
        entries.forEach(entry -> ofItsOwn.add(entry.criterion()));
    }

    void add(CodeEntry entry, boolean locally) {
        (locally ? local : systemic)
                .computeIfAbsent(entry.criterion(), key -> new EnumMap<>(Role.class))
                .computeIfAbsent(entry.role(), key -> new ArrayList<>())
                .add(entry);
    }

    /** A listed product with this ingredient bears on no criterion. */
    void addHarmless(boolean locally) {
        if (locally) {
            harmlessLocally = true;
        } else {
            harmless = true;
        }
    }

    /**
     * The criteria that a product with this ingredient bears on. What holds of tablets is not said of a cream: eye, nose and
     * skin forms of a steroid are no immunosuppression. What only its combinations bear on (aspirin with oxycodone) is the other
     * ingredient's, if it is also sold alone.
     */
    List<CodeEntry> matching(boolean locally) {
        return (locally ? local : systemic)
                .entrySet().stream()
                        .filter(entry -> !standsAlone || ofItsOwn.contains(entry.getKey()))
                        .map(entry -> usual(entry.getValue()))
                        .filter(products -> !products.isEmpty())
                        .map(Ingredient::asOne)
                        .toList();
    }

    /** True when the lists know it in such a form, for whatever it means. */
    boolean isKnown(boolean locally) {
        return harmless || locally && harmlessLocally || !matching(locally).isEmpty();
    }

    /** Products that are included or signal, whichever are more; exclusions only say that some product does not count. */
    private static List<CodeEntry> usual(Map<Role, List<CodeEntry>> byRole) {
        List<CodeEntry> include = byRole.getOrDefault(Role.INCLUDE, List.of());
        List<CodeEntry> signal = byRole.getOrDefault(Role.SIGNAL, List.of());
        return signal.size() > include.size() ? signal : include;
    }

    private static CodeEntry asOne(List<CodeEntry> products) {
        Set<String> classes =
                products.stream().flatMap(product -> product.classes().stream()).collect(Collectors.toSet());
        CodeEntry first = products.get(0);
        return new CodeEntry(first.criterion(), first.role(), classes, first.note());
    }
}
