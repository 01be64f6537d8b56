// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One criterion of the model as its file states it (MODEL §2). Immutable.
 *
 * @param id stable id, for instance {@code active-malignancy}
 * @param title the criterion in words
 * @param meaning what is meant, in a sentence or two
 * @param kind absolute, or a risk of safety or efficacy
 * @param evaluated false when this release does not judge it: published as {@code not-evaluated}
 * @param sources where the criterion comes from
 * @param hazards hazards it raises
 * @param needs what must be read before it can be absent
 * @param rows its rows; each adds, none takes away
 * @param counts the criteria whose distinct diseases it counts; complex-history only
 * @param endedBy the codes whose later date ends what the rows found; pregnancy only
 */
public record Criterion(
        String id,
        String title,
        String meaning,
        CriterionResult.Kind kind,
        boolean evaluated,
        List<Source> sources,
        List<Hazard> hazards,
        Set<Need> needs,
        List<Row> rows,
        Optional<DiseaseCount> counts,
        Optional<EndedBy> endedBy) {

    /** What a criterion needs to have been read (MODEL §3, Needs). */
    public enum Need {
        CONDITION,
        MEDICATION,
        PROCEDURE,
        ALLERGY,
        OBSERVATION,
        PERSON
    }

    /**
     * A source statement.
     *
     * @param mark the source's mark in MODEL, for instance {@code P} or {@code R4}
     * @param says short paraphrase
     */
    public record Source(String mark, String says) {
        public Source {
            Objects.requireNonNull(mark, "mark");
            Objects.requireNonNull(says, "says");
        }
    }

    /**
     * A hazard that the criterion raises.
     *
     * @param id hazard id, for instance {@code tumour-formation}
     * @param major true when this factor alone makes the hazard high
     * @param options therapy options for which it is a factor; empty means every option
     * @param route it is a factor only when this route is planned; empty means any
     * @param target it is a factor only when this target is planned or none is given; empty means any
     * @param unlessWords beginnings of words: a record that has one in its display is no factor
     * @param note what to say instead of raising the level; empty when the level is raised
     */
    public record Hazard(
            String id,
            boolean major,
            Set<String> options,
            String route,
            String target,
            Set<String> unlessWords,
            String note) {
        public Hazard {
            Objects.requireNonNull(id, "id");
            options = Set.copyOf(options);
            Objects.requireNonNull(route, "route");
            Objects.requireNonNull(target, "target");
            unlessWords = Set.copyOf(unlessWords);
            Objects.requireNonNull(note, "note");
        }
    }

    public Criterion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(kind, "kind");
        sources = List.copyOf(sources);
        hazards = List.copyOf(hazards);
        needs = needs.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(needs));
        rows = List.copyOf(rows);
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(endedBy, "endedBy");
    }

    public boolean absolute() {
        return kind == CriterionResult.Kind.ABSOLUTE;
    }

    Criterion notEvaluated() {
        return new Criterion(id, title, meaning, kind, false, sources, hazards, needs, rows, counts, endedBy);
    }

    /** True when no row needs a code list, or a list that a row names holds a code. */
    boolean hasCodes(Set<String> listed) {
        List<Selector> selectors = rows.stream()
                .map(Row::selector)
                .filter(selector -> RecordKeys.isByCode(selector.record()))
                .collect(Collectors.toList());
        return selectors.isEmpty()
                || selectors.stream()
                        .flatMap(selector -> selector.lists().stream())
                        .anyMatch(listed::contains);
    }

    /** True when a row, or the rule about endings, is about such codes of a list. */
    boolean reads(String list, Terminology.Domain domain, Role role, Set<String> classes) {
        Selector.Kind kind = domain == Terminology.Domain.DRUG ? Selector.Kind.DRUG : Selector.Kind.CONDITION;
        boolean ends = kind == Selector.Kind.CONDITION
                && endedBy.filter(rule -> rule.lists().contains(list))
                        .filter(rule -> classes.stream().anyMatch(rule.classes()::contains))
                        .isPresent();
        return ends || rows.stream().anyMatch(row -> row.selector().mayPick(kind, list, role, classes));
    }
}
