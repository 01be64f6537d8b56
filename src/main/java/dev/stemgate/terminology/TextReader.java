// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What free text and displays say, by the displays that the lists know, by word rules, and for drugs by names. Immutable,
 * thread-safe.
 */
final class TextReader {

    private final WordRules rules;
    private final DrugNames drugs;
    private final OnFirstUse<Map<Terminology.Domain, Map<String, List<CodeEntry>>>> byDisplay;

    TextReader(WordRules rules, DrugNames drugs, Iterable<KnownCode> codes) {
        this.rules = rules;
        this.drugs = drugs;
        this.byDisplay = new OnFirstUse<>(() -> byDisplay(codes));
    }

    private static Map<Terminology.Domain, Map<String, List<CodeEntry>>> byDisplay(Iterable<KnownCode> codes) {
        Map<Terminology.Domain, Map<String, List<CodeEntry>>> entries = Map.of(
                Terminology.Domain.CLINICAL, new HashMap<>(),
                Terminology.Domain.DRUG, new HashMap<>());
        for (KnownCode code : codes) {
            code.displays().forEach(display -> entries.get(code.domain())
                    .merge(Words.phrase(display), code.entries(), TextReader::both));
        }
        return entries;
    }

    /** The criteria that a text bears on. A text that is a known display says what its code says, and nothing more. */
    List<CodeEntry> read(String text, Terminology.Domain domain) {
        List<CodeEntry> known = byDisplay.get().get(domain).get(Words.phrase(text));
        if (known != null) {
            return matching(known);
        }
        CodeEntries found = new CodeEntries();
        rules.find(text, domain).forEach(found::add);
        if (domain == Terminology.Domain.DRUG) {
            drugs.read(text).entries().forEach(found::add);
        }
        return found.toList();
    }

    /** True when the lists know a drug of this name: its display, or all its ingredients. */
    boolean knowsDrug(String name) {
        return byDisplay.get().get(Terminology.Domain.DRUG).containsKey(Words.phrase(name))
                || drugs.read(name).known();
    }

    /** The displays known for a domain, folded and without punctuation. */
    Set<String> knownDisplays(Terminology.Domain domain) {
        return Set.copyOf(byDisplay.get().get(domain).keySet());
    }

    private static List<CodeEntry> matching(List<CodeEntry> entries) {
        return entries.stream().filter(entry -> entry.role() != Role.EXCLUDE).toList();
    }

    private static List<CodeEntry> both(List<CodeEntry> one, List<CodeEntry> other) {
        CodeEntries all = new CodeEntries();
        one.forEach(all::add);
        other.forEach(all::add);
        return all.toList();
    }
}
