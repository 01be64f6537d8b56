// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.List;
import java.util.Set;

/**
 * What free text and displays say, by the displays that the lists know, by word rules, and for drugs by names. Immutable,
 * thread-safe.
 */
final class TextReader {

    private final WordRules rules;
    private final DrugNames drugs;
    private final OnFirstUse<DisplayIndex> byDisplay;

    TextReader(WordRules rules, DrugNames drugs, List<KnownCode> codes) {
        this.rules = rules;
        this.drugs = drugs;
        this.byDisplay = new OnFirstUse<>(() -> new DisplayIndex(codes));
    }

    /** The criteria that a text bears on. A text that is a known display says what its code says, and nothing more. */
    List<CodeEntry> read(String text, Terminology.Domain domain) {
        List<KnownCode> known = byDisplay.get().find(text, domain);
        if (!known.isEmpty()) {
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
        return !byDisplay.get().find(name, Terminology.Domain.DRUG).isEmpty()
                || drugs.read(name).known();
    }

    /** The displays known for a domain, folded and without punctuation. */
    Set<String> knownDisplays(Terminology.Domain domain) {
        return byDisplay.get().phrases(domain);
    }

    private static List<CodeEntry> matching(List<KnownCode> codes) {
        CodeEntries all = new CodeEntries();
        codes.forEach(code -> code.entries().forEach(all::add));
        return all.toList().stream()
                .filter(entry -> entry.role() != Role.EXCLUDE)
                .toList();
    }
}
