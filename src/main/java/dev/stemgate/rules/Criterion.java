// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
        Objects.requireNonNull(endedBy, "endedBy");
    }

    public boolean absolute() {
        return kind == CriterionResult.Kind.ABSOLUTE;
    }

    Criterion notEvaluated() {
        return new Criterion(id, title, meaning, kind, false, sources, hazards, needs, rows, endedBy);
    }

    /** True when a row judges records by code lists; only the person is judged without codes. */
    boolean readsCodes() {
        return rows.stream().anyMatch(row -> row.selector().record() != Selector.Kind.PERSON);
    }
}
