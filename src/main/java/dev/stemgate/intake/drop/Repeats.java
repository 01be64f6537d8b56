// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.state.ImportedRecord;
import dev.stemgate.state.InputState;
import dev.stemgate.state.InputUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of a chunk that say what is known already under their key: they are duplicates, and are not kept again. A record that could
 * not be read whole is never one.
 *
 * @param ordinals of their units
 */
record Repeats(Set<Long> ordinals) {

    static final Repeats NONE = new Repeats(Set.of());

    Repeats {
        ordinals = Set.copyOf(ordinals);
    }

    /** @param known the content hashes that are known, by key */
    static Repeats among(List<ImportedRecord> records, Map<String, Set<String>> known) {
        Set<Long> repeats = new HashSet<>();
        records.stream()
                .filter(record -> record.fault().isEmpty())
                .filter(record -> known.getOrDefault(record.key(), Set.of()).contains(record.contentHash()))
                .forEach(record -> repeats.add(record.ordinal()));
        return new Repeats(repeats);
    }

    List<InputUnit> told(List<InputUnit> units) {
        return units.stream()
                .map(unit -> ordinals.contains(unit.ordinal()) ? repeated(unit) : unit)
                .toList();
    }

    List<ImportedRecord> withoutThem(List<ImportedRecord> records) {
        return records.stream()
                .filter(record -> !ordinals.contains(record.ordinal()))
                .toList();
    }

    private static InputUnit repeated(InputUnit unit) {
        return new InputUnit(unit.ordinal(), unit.number(), unit.within(), InputState.DUPLICATE, "", "");
    }
}
