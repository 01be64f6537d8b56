// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        CodeListReader reader = new CodeListReader(known);
        TsvFile icd10 = CodeListReader.file(
                directory, "icd10.tsv", "criterion", "role", "prefix_or_range", "class", "note", "systems");
        TsvFile icd9 = CodeListReader.file(
                directory, "icd9cm.tsv", "criterion", "role", "prefix_or_range", "class", "note", "systems");
        TsvFile atc = CodeListReader.file(directory, "atc.tsv", "criterion", "role", "prefix", "class", "note");
        TsvFile snomed = CodeListReader.file(
                directory, "snomed.tsv", "criterion", "role", "kind", "code", "display", "class", "note", "source");
        TsvFile rxnorm = CodeListReader.file(
                directory, "rxnorm.tsv", "criterion", "role", "kind", "code", "display", "class", "note", "source");
        TsvFile loinc = CodeListReader.file(
                directory, "loinc.tsv", "criterion", "role", "kind", "code", "display", "note", "source");
        TsvFile irrelevant = CodeListReader.file(directory, "irrelevant.tsv", "system", "kind", "code", "display");
        TsvFile aliases = CodeListReader.file(directory, "aliases.tsv", "alias", "system", "source");
        TsvFile statements =
                CodeListReader.file(directory, "statements.tsv", "system", "code", "text", "says", "domain", "source");

        ExactTable.Builder exact = new ExactTable.Builder();
        reader.exact(snomed, CodeSystem.SNOMED, exact);
        reader.exact(rxnorm, CodeSystem.RXNORM, exact);
        reader.questions(loinc);
        reader.irrelevant(irrelevant, exact);
        Set<String> criteria = new TreeSet<>();
        List.of(icd10, icd9, atc, snomed, rxnorm, loinc)
                .forEach(file -> file.rows().forEach(row -> criteria.add(file.get(row, "criterion"))));
        ExactTable codes = exact.build();
        Optional<TsvFile> hierarchy = HierarchyRoots.file(directory);
        return new CodeLists(
                new PrefixTable(reader.icd(icd10)),
                new PrefixTable(reader.icd(icd9)),
                new PrefixTable(reader.atc(atc)),
                codes,
                CodeSystemAliases.of(aliases),
                Statements.of(statements),
                hierarchy.map(file -> HierarchyRoots.of(file, reader, codes)).orElse(HierarchyRoots.NONE),
                criteria,
                TsvFile.contentHash(Stream.concat(
                                Stream.of(icd10, icd9, atc, snomed, rxnorm, loinc, irrelevant, aliases, statements),
                                Stream.concat(hierarchy.stream(), alsoHashed.stream()))
                        .toList()));
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
