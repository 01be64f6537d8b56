// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codes that are known one by one: SNOMED CT, RxNorm, known-irrelevant ones. Immutable, thread-safe. */
final class ExactTable {

    private final Map<CodeSystem, Map<String, KnownCode>> codes;

    private ExactTable(Map<CodeSystem, Map<String, KnownCode>> codes) {
        this.codes = codes;
    }

    Optional<KnownCode> find(CodeSystem system, String code) {
        return Optional.ofNullable(codes.getOrDefault(system, Map.of()).get(code));
    }

    Collection<KnownCode> of(CodeSystem system) {
        return codes.getOrDefault(system, Map.of()).values();
    }

    Map<String, KnownCode> codes(CodeSystem system) {
        return Collections.unmodifiableMap(codes.getOrDefault(system, Map.of()));
    }

    /** Collects rows of several lists; a code of a list and of the irrelevant list keeps what the list says. */
    static final class Builder {

        private record Draft(Terminology.Domain domain, List<String> displays, CodeEntries entries) {}

        private final Map<CodeSystem, Map<String, Draft>> drafts = new EnumMap<>(CodeSystem.class);

        void add(CodeSystem system, String code, Terminology.Domain domain, String display, CodeEntry entry) {
            draft(system, code, domain, display).entries().add(entry);
        }

        void add(CodeSystem system, String code, Terminology.Domain domain, String display) {
            draft(system, code, domain, display);
        }

        ExactTable build() {
            Map<CodeSystem, Map<String, KnownCode>> built = new EnumMap<>(CodeSystem.class);
            drafts.forEach((system, byCode) -> {
                Map<String, KnownCode> known = new HashMap<>(byCode.size() * 2);
                // Each draft goes when its code is made: both at once would need twice the memory.
                for (Iterator<Map.Entry<String, Draft>> rest = byCode.entrySet().iterator(); rest.hasNext(); ) {
                    Map.Entry<String, Draft> code = rest.next();
                    Draft draft = code.getValue();
                    known.put(
                            code.getKey(),
                            new KnownCode(
                                    draft.domain(),
                                    draft.displays(),
                                    draft.entries().toList()));
                    rest.remove();
                }
                built.put(system, known);
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
