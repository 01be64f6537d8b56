// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Screening;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two screenings of one patient.
 *
 * @param before by the model in use, or of the data as it was
 * @param after by the new model, or of the data as it is now
 * @param changes the outcome, then findings in the order of the new model, then hazards
 */
record ScreeningDiff(Screening before, Screening after, List<Change> changes) {

    /**
     * One difference.
     *
     * @param what criterion id, {@code outcome}, or {@code hazard} and its id
     * @param why the records that count only on one side, or the reasons; may be empty
     */
    record Change(String what, String before, String after, String why) {
        Change {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(why, "why");
        }

        /** {@code pregnancy: absent -> present; now Condition/1 "Pregnant" definite} */
        String words() {
            return what + ": " + before + " -> " + after + (why.isEmpty() ? "" : "; " + why);
        }

        void writeTo(ObjectNode node) {
            node.put("what", what).put("before", before).put("after", after).put("why", why);
        }
    }

    private static final String NONE = "none";

    ScreeningDiff {
        changes = List.copyOf(changes);
    }

    static ScreeningDiff of(Screening before, Screening after) {
        List<Change> changes = new ArrayList<>();
        if (!outcome(before).equals(outcome(after))) {
            changes.add(new Change("outcome", outcome(before), outcome(after), ""));
        }
        Map<String, CriterionResult> old = byId(before);
        Map<String, CriterionResult> fresh = byId(after);
        Stream.concat(after.criteria().stream(), before.criteria().stream())
                .map(CriterionResult::id)
                .distinct()
                .filter(id -> finding(old.get(id)) != finding(fresh.get(id)))
                .map(id -> finding(id, old.get(id), fresh.get(id)))
                .forEach(changes::add);
        hazards(before, after, changes);
        return new ScreeningDiff(before, after, changes);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    private static String outcome(Screening screening) {
        return screening.qualifier().isEmpty()
                ? screening.outcome().code()
                : screening.outcome().code() + " (" + screening.qualifier() + ")";
    }

    private static Finding finding(CriterionResult result) {
        return result == null ? Finding.NOT_EVALUATED : result.finding();
    }

    private static Change finding(String id, CriterionResult before, CriterionResult after) {
        return new Change(id, finding(before).code(), finding(after).code(), why(before, after));
    }

    /** Records that count on one side only; where there are none, why it is unknown. */
    private static String why(CriterionResult before, CriterionResult after) {
        Set<String> was = counting(before);
        Set<String> is = counting(after);
        Set<String> kept = new HashSet<>(was);
        kept.retainAll(is);
        String records = Stream.concat(
                        was.stream()
                                .filter(record -> !kept.contains(record))
                                .sorted()
                                .map(record -> "no longer " + record),
                        is.stream()
                                .filter(record -> !kept.contains(record))
                                .sorted()
                                .map(record -> "now " + record))
                .collect(Collectors.joining("; "));
        return records.isEmpty() && after != null ? String.join(" ", after.reasons()) : records;
    }

    private static Set<String> counting(CriterionResult result) {
        return result == null
                ? Set.of()
                : result.evidence().stream()
                        .filter(piece -> piece.weight() != Weight.NOT_COUNTED)
                        .map(ScreeningDiff::words)
                        .collect(Collectors.toSet());
    }

    private static String words(Evidence piece) {
        String name = piece.code().display().isBlank()
                ? piece.code().code()
                : piece.code().display();
        return piece.ref().key() + " \"" + name + "\" "
                + (piece.weight() == Weight.DEFINITE ? "definite" : "suggestive");
    }

    private static void hazards(Screening before, Screening after, List<Change> changes) {
        Map<String, Hazard> old =
                before.risks().hazards().stream().collect(Collectors.toMap(Hazard::id, Function.identity()));
        for (Hazard hazard : after.risks().hazards()) {
            String was =
                    old.containsKey(hazard.id()) ? old.get(hazard.id()).level().code() : NONE;
            if (!was.equals(hazard.level().code())) {
                changes.add(
                        new Change("hazard " + hazard.id(), was, hazard.level().code(), hazard.why()));
            }
        }
    }

    private static Map<String, CriterionResult> byId(Screening screening) {
        return screening.criteria().stream().collect(Collectors.toMap(CriterionResult::id, Function.identity()));
    }
}
