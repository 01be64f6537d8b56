// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.List;

/**
 * What the lists say of one ingredient (or brand), apart for forms that act locally and for all others. Filled while the
 * dictionary is built, not changed afterwards.
 */
final class Ingredient {

    private final CodeEntries local = new CodeEntries();
    private final CodeEntries systemic = new CodeEntries();
    private boolean harmlessLocally;
    private boolean harmless;

    void add(CodeEntry entry, boolean locally) {
        (locally ? local : systemic).add(entry);
    }

    /** A listed product with this ingredient bears on no criterion. */
    void addHarmless(boolean locally) {
        if (locally) {
            harmlessLocally = true;
        } else {
            harmless = true;
        }
    }

    /** The criteria that a product with this ingredient bears on. */
    List<CodeEntry> matching(boolean locally) {
        CodeEntries found = new CodeEntries();
        if (locally) {
            local.toList().forEach(found::add);
        }
        if (!locally || !harmlessLocally) {
            List<CodeEntry> rest = new ArrayList<>(systemic.toList());
            rest.removeIf(entry -> found.settles(entry.criterion()));
            rest.forEach(found::add);
        }
        return found.toList().stream()
                .filter(entry -> entry.role() != Role.EXCLUDE)
                .toList();
    }

    /** True when the lists know it in such a form, for whatever it means. */
    boolean isKnown(boolean locally) {
        return harmless || locally && harmlessLocally || !matching(locally).isEmpty();
    }
}
