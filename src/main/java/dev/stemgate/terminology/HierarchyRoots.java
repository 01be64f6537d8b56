// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The roots of {@code code-lists/hierarchy.tsv}. Only a code that a list already has, for the same criterion and in the same role, can
 * be a root: none is invented. Immutable, thread-safe.
 */
final class HierarchyRoots {

    static final HierarchyRoots NONE = new HierarchyRoots(List.of());

    private static final String FILE = "hierarchy.tsv";

    private final List<HierarchyRoot> roots;

    private HierarchyRoots(List<HierarchyRoot> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The file; empty when the folder has none, which is no hierarchy. */
    static Optional<TsvFile> file(Path directory) {
        Path path = directory.resolve(FILE);
        return Files.exists(path)
                ? Optional.of(TsvFile.read(path, "criterion", "role", "system", "code", "display", "source"))
                : Optional.empty();
    }

    static HierarchyRoots of(TsvFile file, CodeListReader reader, ExactTable lists) {
        List<HierarchyRoot> roots = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TsvFile.Row row : file.rows()) {
            HierarchyRoot root = root(file, row, reader, lists);
            file.require(row, "source");
            if (!seen.add(root.criterion() + " " + root.system().id() + " " + root.code())) {
                throw file.wrong(row, "the root stands twice for " + root.criterion(), "keep one of the two rows");
            }
            roots.add(root);
        }
        return new HierarchyRoots(roots);
    }

    private static HierarchyRoot root(TsvFile file, TsvFile.Row row, CodeListReader reader, ExactTable lists) {
        String id = file.require(row, "system");
        CodeSystem system = CodeSystem.ofId(id)
                .filter(known -> known == CodeSystem.SNOMED || known == CodeSystem.RXNORM)
                .orElseThrow(() -> file.wrong(row, "'" + id + "' has no list of single codes", "use snomed or rxnorm"));
        String code = file.require(row, "code");
        String criterion = reader.criterion(file, row);
        Role role = reader.role(file, row);
        KnownCode known = lists.find(system, code).orElseThrow(() -> notListed(file, row, system));
        CodeEntry entry = known.entries().stream()
                .filter(listed -> listed.criterion().equals(criterion) && listed.role() == role)
                .findFirst()
                .orElseThrow(() -> notListed(file, row, system));
        return new HierarchyRoot(
                criterion, role, system, known.domain(), code, file.require(row, "display"), entry.classes());
    }

    private static TerminologyFileException notListed(TsvFile file, TsvFile.Row row, CodeSystem system) {
        return file.wrong(
                row,
                "the root does not stand in this role for this criterion in " + system.id() + ".tsv",
                "add it to that list with its source, or remove the row");
    }

    List<HierarchyRoot> all() {
        return roots;
    }

    /** The codes to ask a server for; empty when nothing of that system and domain can be told by hierarchy. */
    Set<String> codes(CodeSystem system, Terminology.Domain domain) {
        boolean any = roots.stream().anyMatch(root -> root.system() == system && root.domain() == domain);
        return any ? codes(system) : Set.of();
    }

    private Set<String> codes(CodeSystem system) {
        return roots.stream()
                .filter(root -> root.system() == system)
                .map(HierarchyRoot::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What a code says that lies under some roots. Under an excluding root it says nothing of that criterion, whatever else it lies
     * under.
     */
    List<CodeEntry> below(CodeSystem system, Terminology.Domain domain, Set<String> under) {
        List<HierarchyRoot> hit = roots.stream()
                .filter(root -> root.system() == system && root.domain() == domain && under.contains(root.code()))
                .toList();
        Set<String> excluded = hit.stream()
                .filter(root -> root.role() == Role.EXCLUDE)
                .map(HierarchyRoot::criterion)
                .collect(Collectors.toSet());
        CodeEntries entries = new CodeEntries();
        hit.stream()
                .filter(root -> !excluded.contains(root.criterion()))
                .map(HierarchyRoot::entryBelow)
                .forEach(entries::add);
        return entries.toList();
    }
}
