// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The code lists of {@code model/code-lists}, read and checked once. Immutable, thread-safe.
 *
 * @param icd rules for ICD-10 editions and ICD-9-CM
 * @param atc rules for ATC
 * @param exact SNOMED CT, RxNorm and irrelevant codes
 * @param criteria the criteria that at least one row of a list names
 */
record CodeLists(
        PrefixTable icd10,
        PrefixTable icd9,
        PrefixTable atc,
        ExactTable exact,
        CodeSystemAliases aliases,
        Statements statements,
        Set<String> criteria,
        List<TsvFile> files) {

    CodeLists {
        criteria = Set.copyOf(criteria);
        files = List.copyOf(files);
    }

    /**
     * Reads the lists.
     *
     * @param directory {@code model/code-lists}
     * @param known ids of the criteria that rows may name
     * @throws TerminologyFileException on the first row that is not understood
     */
    static CodeLists read(Path directory, Set<String> known) {
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
        return new CodeLists(
                new PrefixTable(reader.icd(icd10)),
                new PrefixTable(reader.icd(icd9)),
                new PrefixTable(reader.atc(atc)),
                exact.build(),
                CodeSystemAliases.of(aliases),
                Statements.of(statements),
                criteria,
                List.of(icd10, icd9, atc, snomed, rxnorm, loinc, irrelevant, aliases, statements));
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

    /** Hexadecimal SHA-256 over the rows of the files: comments, blank lines, line ends and row order do not change it. */
    static String contentHash(List<TsvFile> files) {
        MessageDigest digest = sha256();
        for (TsvFile file : files) {
            digest.update(("\f" + file.path().getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
            file.rows().stream()
                    .map(row -> String.join("\t", row.values()))
                    .sorted()
                    .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
