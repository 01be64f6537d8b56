// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the code lists one after the other, so that of the large ones never two are in memory as rows: bulk screening loads them in little
 * memory. For one load; not thread-safe.
 */
final class CodeListLoad {

    private static final String[] ICD = {"criterion", "role", "prefix_or_range", "class", "note", "systems"};
    private static final String[] EXACT = {"criterion", "role", "kind", "code", "display", "class", "note", "source"};

    private final Path directory;
    private final CodeListReader reader;
    private final ContentHash hash = new ContentHash();
    private final Set<String> criteria = new TreeSet<>();

    /** @param known ids of the criteria that rows may name */
    CodeListLoad(Path directory, Set<String> known) {
        this.directory = directory;
        this.reader = new CodeListReader(known);
    }

    CodeLists read(List<TsvFile> alsoHashed) {
        PrefixTable icd10 = new PrefixTable(reader.icd(list("icd10.tsv", ICD)));
        PrefixTable icd9 = new PrefixTable(reader.icd(list("icd9cm.tsv", ICD)));
        PrefixTable atc = new PrefixTable(reader.atc(list("atc.tsv", "criterion", "role", "prefix", "class", "note")));
        ExactTable.Builder exact = new ExactTable.Builder();
        reader.exact(list("snomed.tsv", EXACT), CodeSystem.SNOMED, exact);
        reader.exact(list("rxnorm.tsv", EXACT), CodeSystem.RXNORM, exact);
        reader.questions(list("loinc.tsv", "criterion", "role", "kind", "code", "display", "note", "source"));
        reader.irrelevant(file("irrelevant.tsv", "system", "kind", "code", "display"), exact);
        CodeSystemAliases aliases = CodeSystemAliases.of(file("aliases.tsv", "alias", "system", "source"));
        Statements statements =
                Statements.of(file("statements.tsv", "system", "code", "text", "says", "domain", "source"));
        ExactTable codes = exact.build();
        Optional<TsvFile> hierarchy = HierarchyRoots.file(directory);
        hierarchy.ifPresent(hash::add);
        alsoHashed.forEach(hash::add);
        return new CodeLists(
                icd10,
                icd9,
                atc,
                codes,
                aliases,
                statements,
                hierarchy.map(file -> HierarchyRoots.of(file, reader, codes)).orElse(HierarchyRoots.NONE),
                criteria,
                hash.value());
    }

    /** A list whose rows name criteria. */
    private TsvFile list(String name, String... header) {
        TsvFile file = file(name, header);
        file.rows().forEach(row -> criteria.add(file.get(row, "criterion")));
        return file;
    }

    private TsvFile file(String name, String... header) {
        TsvFile file = CodeListReader.file(directory, name, header);
        hash.add(file);
        return file;
    }
}
