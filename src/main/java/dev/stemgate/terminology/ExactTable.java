// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codes that are known one by one: SNOMED CT, RxNorm, known-irrelevant ones. Immutable, thread-safe. */
final class ExactTable {

    private final Map<CodeSystem, CodePool> codes;

    private ExactTable(Map<CodeSystem, CodePool> codes) {
        this.codes = codes;
    }

    Optional<KnownCode> find(CodeSystem system, String code) {
        CodePool pool = pool(system);
        int index = pool.find(code);
        return index < 0 ? Optional.empty() : Optional.of(pool.get(index));
    }

    /** What is known of each code of a system, in the order of codes; made one by one when asked for. */
    List<KnownCode> of(CodeSystem system) {
        return pool(system);
    }

    /** The same with the codes; all of it is made at once. */
    Map<String, KnownCode> codes(CodeSystem system) {
        CodePool pool = pool(system);
        Map<String, KnownCode> all = new LinkedHashMap<>();
        for (int index = 0; index < pool.size(); index++) {
            all.put(pool.code(index), pool.get(index));
        }
        return all;
    }

    private CodePool pool(CodeSystem system) {
        return codes.getOrDefault(system, CodePool.EMPTY);
    }

    /** Collects rows of several lists; a code of a list and of the irrelevant list keeps what the list says. */
    static final class Builder {

        private record Draft(Terminology.Domain domain, List<String> displays, CodeEntries entries) {

            KnownCode known() {
                return new KnownCode(domain, displays, entries.toList());
            }
        }

        private final Map<CodeSystem, Map<String, Draft>> drafts = new EnumMap<>(CodeSystem.class);

        void add(CodeSystem system, String code, Terminology.Domain domain, String display, CodeEntry entry) {
            draft(system, code, domain, display).entries().add(entry);
        }

        void add(CodeSystem system, String code, Terminology.Domain domain, String display) {
            draft(system, code, domain, display);
        }

        /** How a code stands to a criterion by the rows that were added; empty where none names both. */
        Optional<Role> role(CodeSystem system, String code, String criterion) {
            return Optional.ofNullable(drafts.getOrDefault(system, Map.of()).get(code))
                    .flatMap(draft -> draft.entries().role(criterion));
        }

        ExactTable build() {
            Map<CodeSystem, CodePool> built = new EnumMap<>(CodeSystem.class);
            drafts.forEach((system, byCode) -> {
                List<String> inOrder = new ArrayList<>(byCode.keySet());
                inOrder.sort(CodePool.ORDER);
                CodePool.Builder pool = new CodePool.Builder(inOrder.size());
                // Each draft goes when its code is taken in: both at once would need twice the memory.
                inOrder.forEach(code -> pool.add(code, byCode.remove(code).known()));
                built.put(system, pool.build());
            });
            return new ExactTable(built);
        }

        private Draft draft(CodeSystem system, String code, Terminology.Domain domain, String display) {
            Draft draft = drafts.computeIfAbsent(system, key -> new HashMap<>())
                    .computeIfAbsent(code, key -> new Draft(domain, new ArrayList<>(1), new CodeEntries()));
            if (!display.isBlank() && !draft.displays().contains(display)) {
                draft.displays().add(display);
            }
            return draft;
        }
    }
}
