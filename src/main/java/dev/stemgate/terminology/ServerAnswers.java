// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a terminology server has said so far, as one screening sees it. Immutable, thread-safe.
 *
 * @param codes its answers by code; those that could not be said may be left out
 * @param valueSets what the members of value sets of the site say
 * @param clears true when the site holds a code that the server knows, and that lies under no root, for irrelevant; else it stays to
 *     be classified
 */
public record ServerAnswers(Map<AskedCode, ServerAnswer> codes, List<ValueSetMembers> valueSets, boolean clears) {

    public static final ServerAnswers NONE = new ServerAnswers(Map.of(), List.of(), false);

    /**
     * A value set whose members stand in one role to a criterion.
     *
     * @param url its canonical URL
     * @param members its codes
     */
    public record ValueSetMembers(String criterion, Role role, String url, Set<AskedCode> members) {
        public ValueSetMembers {
            members = Set.copyOf(members);
        }

        CodeEntry entry() {
            return new CodeEntry(
                    criterion, role, Set.of(), "as a member of " + url + ", said by the terminology server");
        }
    }

    public ServerAnswers {
        codes = Map.copyOf(codes);
        valueSets = List.copyOf(valueSets);
    }

    /** These and further answers; a further one replaces an earlier one. */
    public ServerAnswers and(Map<AskedCode, ServerAnswer> further) {
        Map<AskedCode, ServerAnswer> all = new HashMap<>(codes);
        all.putAll(further);
        return new ServerAnswers(all, valueSets, clears);
    }

    List<CodeEntry> entries(
            AskedCode code, HierarchyRoots roots, Optional<CodeSystem> system, Terminology.Domain domain) {
        CodeEntries entries = new CodeEntries();
        valueSets.stream()
                .filter(set -> set.members().contains(code))
                .map(ValueSetMembers::entry)
                .forEach(entries::add);
        if (system.isPresent() && codes.get(code) instanceof ServerAnswer.Under under) {
            roots.below(system.get(), domain, under.roots()).forEach(entries::add);
        }
        return entries.toList().stream()
                .filter(entry -> entry.role() != Role.EXCLUDE)
                .toList();
    }

    /** True when the server knows the code, and the site takes its word that there is nothing more to it. */
    boolean clears(AskedCode code) {
        ServerAnswer answer = codes.get(code);
        return clears && (answer instanceof ServerAnswer.UnderNone || answer instanceof ServerAnswer.Under);
    }

    /** The server's name for the code; empty when it gave none. */
    String display(AskedCode code) {
        ServerAnswer answer = codes.get(code);
        if (answer instanceof ServerAnswer.Under under) {
            return under.display();
        }
        return answer instanceof ServerAnswer.UnderNone none ? none.display() : "";
    }
}
