// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Hazard.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hazards, therapy options and plan of {@code model/therapy.yaml} (MODEL §2). Immutable.
 *
 * @param hazards in the order in which they are shown
 * @param options in the order in which they are compared
 * @param plan how a ServiceRequest is read
 */
record Therapy(List<HazardKind> hazards, List<OptionKind> options, PlanVocabulary plan) {

    /**
     * A hazard.
     *
     * @param source mark of its source
     * @param raisedSays a sentence for the options when it is raised; may be empty
     * @param options the only options it concerns; empty means all
     */
    record HazardKind(String id, String title, String source, String raisedSays, Set<String> options) {
        HazardKind {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(raisedSays, "raisedSays");
            options = Set.copyOf(options);
        }

        boolean concerns(String option) {
            return options.isEmpty() || options.contains(option);
        }
    }

    /**
     * A therapy option.
     *
     * @param says what its sources say of it, as a clause
     * @param poorWith criteria that all are present when it is poor; empty when it is never called so
     * @param poorSource mark of the source of that
     * @param atLeast hazards that it raises by itself
     */
    record OptionKind(
            String id, String title, String says, Set<String> poorWith, String poorSource, List<AtLeast> atLeast) {
        OptionKind {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(says, "says");
            poorWith = Set.copyOf(poorWith);
            Objects.requireNonNull(poorSource, "poorSource");
            atLeast = List.copyOf(atLeast);
        }
    }

    /**
     * A hazard is at least so high.
     *
     * @param says why, as a clause with the mark of its source
     * @param withCriteria only when one of these is present or possible, or a Condition of the group counts; empty with an empty group means always
     * @param withGroup codes of Conditions
     */
    record AtLeast(String hazard, Level level, String says, Set<String> withCriteria, Optional<CodeGroup> withGroup) {
        AtLeast {
            Objects.requireNonNull(hazard, "hazard");
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(says, "says");
            withCriteria = Set.copyOf(withCriteria);
            Objects.requireNonNull(withGroup, "withGroup");
        }

        boolean always() {
            return withCriteria.isEmpty() && withGroup.isEmpty();
        }
    }

    Therapy {
        hazards = List.copyOf(hazards);
        options = List.copyOf(options);
        Objects.requireNonNull(plan, "plan");
    }

    Set<String> hazardIds() {
        return hazards.stream().map(HazardKind::id).collect(Collectors.toSet());
    }

    Set<String> optionIds() {
        return options.stream().map(OptionKind::id).collect(Collectors.toSet());
    }
}
