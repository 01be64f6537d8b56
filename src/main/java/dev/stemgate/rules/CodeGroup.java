// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Codes that a row singles out inside a list, where the list has no class for them ({@code model/code-groups}). ICD and ATC
 * entries are prefixes, others exact. A code is told by its shape, so that any alias of a system will do: a group only ever
 * picks among codes that a list has matched already.
 *
 * @param id name of the group
 * @param prefixes ICD and ATC prefixes without dots, upper case
 * @param exact other codes
 */
record CodeGroup(String id, Set<String> prefixes, Set<String> exact) {

    private static final int LONGEST_LETTERED = 8;
    private static final int SHORTEST_NUMBER = 3;
    private static final int LONGEST_NUMBER = 5;

    CodeGroup {
        Objects.requireNonNull(id, "id");
        prefixes = Set.copyOf(prefixes);
        exact = Set.copyOf(exact);
    }

    boolean containsAny(List<Code> codings) {
        for (Code coding : codings) {
            if (contains(coding)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(Code code) {
        String plain = code.code().strip();
        String bare = bare(plain);
        if (exact.contains(plain) || exact.contains(bare)) {
            return true;
        }
        int end = 0;
        while (end < bare.length() && Character.isLetterOrDigit(bare.charAt(end))) {
            end++;
        }
        bare = bare.substring(0, end);
        if (!isClassification(bare)) {
            return false;
        }
        for (int length = 1; length <= bare.length(); length++) {
            if (prefixes.contains(bare.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /**
     * ICD-10 and ATC (a letter, then one to seven letters or digits) and ICD-9-CM (three to five digits); SNOMED CT and RxNorm codes are
     * longer numbers.
     */
    private static boolean isClassification(String bare) {
        int length = bare.length();
        if (length < 2 || length > LONGEST_LETTERED) {
            return false;
        }
        boolean lettered = isLetter(bare.charAt(0));
        for (int at = 1; at < length; at++) {
            if (!isDigit(bare.charAt(at)) && !(lettered && isLetter(bare.charAt(at)))) {
                return false;
            }
        }
        return lettered || isDigit(bare.charAt(0)) && length >= SHORTEST_NUMBER && length <= LONGEST_NUMBER;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A group of pairs of system and code, as its file lists them. */
    static CodeGroup of(String id, Iterable<String[]> systemsAndCodes) {
        Set<String> prefixes = new HashSet<>();
        Set<String> exact = new HashSet<>();
        for (String[] entry : systemsAndCodes) {
            if (PREFIX_SYSTEMS.contains(entry[0])) {
                prefixes.add(bare(entry[1]));
            } else {
                exact.add(entry[0].endsWith("-exact") ? bare(entry[1]) : entry[1]);
            }
        }
        return new CodeGroup(id, prefixes, exact);
    }

    private static String bare(String code) {
        return code.replace(".", "").toUpperCase(Locale.ROOT);
    }

    static final Set<String> PREFIX_SYSTEMS = Set.of("icd-10", "icd-9-cm", "atc");
    static final Set<String> EXACT_SYSTEMS =
            Set.of("snomed", "rxnorm", "icd-10-exact", "icd-9-cm-exact", "absent-unknown");
}
