// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The code lists of {@code model/code-lists}, read and checked once. Immutable, thread-safe.
 *
 * @param icd10 rules for the editions of ICD-10
 * @param icd9 rules for ICD-9-CM diagnoses
 * @param atc rules for ATC
 * @param exact SNOMED CT, RxNorm and irrelevant codes
 * @param hierarchy roots that stand for the codes below them, where a terminology server knows those
 * @param criteria the criteria that at least one row of a list names
 * @param contentHash hash of what all these files hold
 */
record CodeLists(
        PrefixTable icd10,
        PrefixTable icd9,
        PrefixTable atc,
        ExactTable exact,
        CodeSystemAliases aliases,
        Statements statements,
        HierarchyRoots hierarchy,
        Set<String> criteria,
        String contentHash) {

    CodeLists {
        criteria = Set.copyOf(criteria);
        Objects.requireNonNull(contentHash, "contentHash");
    }

    /**
     * Reads the lists.
     *
     * @param directory {@code model/code-lists}
     * @param known ids of the criteria that rows may name
     * @param alsoHashed other files whose content belongs into the hash
     * @throws TerminologyFileException on the first row that is not understood
     */
    static CodeLists read(Path directory, Set<String> known, List<TsvFile> alsoHashed) {
        return new CodeListLoad(directory, known).read(alsoHashed);
    }

    /** The rows of an ICD or ATC list. */
    List<PrefixRule> prefixes(CodeSystem system) {
        return switch (system) {
            case ICD_10, ICD_10_CM, ICD_10_GM -> icd10.rules();
            case ICD_9_CM -> icd9.rules();
            case ATC -> atc.rules();
            default -> List.of();
        };
    }

    /** What a well-formed ICD or ATC code says. */
    List<CodeEntry> byPrefix(String code, CodeSystem system) {
        return switch (system) {
            case ICD_10, ICD_10_CM, ICD_10_GM -> icd10.find(code, system);
            case ICD_9_CM -> icd9.find(code, system);
            case ATC -> atc.find(code, system);
            default -> List.of();
        };
    }
}
