// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import dev.stemgate.terminology.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which criteria bear on a hazard under a plan, with the records that make them count. */
final class HazardFactors {

    private static final String PATIENT = "Patient";

    /**
     * One criterion that bears on a hazard.
     *
     * @param criterion the criterion
     * @param entry how it bears on the hazard
     * @param finding its finding as far as this hazard goes: {@code absent} when none of its records is a factor, {@code
     *     unknown} when others may not have been read
     * @param evidence the records that count
     */
    record Factor(Criterion criterion, Criterion.Hazard entry, Finding finding, List<Evidence> evidence) {

        Factor {
            evidence = List.copyOf(evidence);
        }

        boolean counts() {
            return finding == Finding.PRESENT || finding == Finding.POSSIBLE;
        }

        boolean raises() {
            return entry.note().isEmpty();
        }

        /** The records that count; the age of the patient is no record. */
        List<Evidence> records() {
            for (Evidence piece : evidence) {
                if (isPerson(piece)) {
                    List<Evidence> records = new ArrayList<>(evidence);
                    records.removeIf(Factor::isPerson);
                    return records;
                }
            }
            return evidence;
        }

        private static boolean isPerson(Evidence piece) {
            return piece.ref().type().equals(PATIENT);
        }

        /** The factor as part of a sentence, with the marks of its sources. */
        String words() {
            StringBuilder words = new StringBuilder(criterion.title())
                    .append(" (")
                    .append(finding.code())
                    .append(")");
            for (Criterion.Source source : criterion.sources()) {
                words.append(" [").append(source.mark()).append("]");
            }
            return words.toString();
        }
    }

    private final Map<String, CriterionResult> results = new HashMap<>();
    private final Map<String, List<Factor>> byHazard = new HashMap<>();
    private final Set<String> notWhole;
    private final Plan plan;

    HazardFactors(
            List<Criterion> criteria,
            List<CriterionResult> results,
            Set<String> notWhole,
            Plan plan,
            HazardMemory memory) {
        this.notWhole = notWhole;
        this.plan = plan;
        results.forEach(result -> this.results.put(result.id(), result));
        for (Criterion criterion : criteria) {
            for (Criterion.Hazard entry : criterion.hazards()) {
                if (applies(entry)) {
                    byHazard.computeIfAbsent(entry.id(), hazard -> new ArrayList<>())
                            .add(factor(criterion, entry, memory));
                }
            }
        }
    }

    /** The factors of a hazard, whatever the therapy option. */
    List<Factor> of(String hazard) {
        return byHazard.getOrDefault(hazard, List.of());
    }

    /** The factors of a hazard for one option. */
    List<Factor> of(String hazard, String option) {
        List<Factor> all = of(hazard);
        List<Factor> factors = new ArrayList<>(all.size());
        for (Factor factor : all) {
            if (concerns(factor, option)) {
                factors.add(factor);
            }
        }
        return factors.size() == all.size() ? all : factors;
    }

    private static boolean concerns(Factor factor, String option) {
        Set<String> options = factor.entry().options();
        return options.isEmpty() || options.contains(option);
    }

    Finding finding(String criterion) {
        return results.get(criterion).finding();
    }

    private boolean applies(Criterion.Hazard entry) {
        return (entry.route().isEmpty() || plan.hasRoute(entry.route()))
                && (entry.target().isEmpty() || plan.mayHaveTarget(entry.target()));
    }

    private Factor factor(Criterion criterion, Criterion.Hazard entry, HazardMemory memory) {
        CriterionResult result = results.get(criterion.id());
        boolean whole = !notWhole.contains(criterion.id());
        Optional<Factor> before = memory.factor(entry, result, whole);
        return before.isPresent()
                ? before.get()
                : memory.remember(factor(criterion, entry, result, whole), result, whole);
    }

    private static Factor factor(Criterion criterion, Criterion.Hazard entry, CriterionResult result, boolean whole) {
        List<Evidence> counted = counted(result.evidence(), entry);
        boolean noneLeft = counted.isEmpty() && !result.evidence().isEmpty();
        boolean found = result.finding() == Finding.PRESENT || result.finding() == Finding.POSSIBLE;
        Finding none = whole ? Finding.ABSENT : Finding.UNKNOWN;
        return new Factor(criterion, entry, found && noneLeft ? none : result.finding(), counted);
    }

    /** Those that are a factor: all of them, none, or some. */
    private static List<Evidence> counted(List<Evidence> evidence, Criterion.Hazard entry) {
        List<Evidence> counted = new ArrayList<>(0);
        for (Evidence piece : evidence) {
            if (piece.weight() != Weight.NOT_COUNTED && !saysOneOf(piece, entry)) {
                counted.add(piece);
            }
        }
        return counted.size() == evidence.size() ? evidence : counted;
    }

    private static boolean saysOneOf(Evidence piece, Criterion.Hazard entry) {
        if (entry.unlessWords().isEmpty()) {
            return false;
        }
        List<String> said = Words.of(piece.code().display());
        return entry.unlessWords().stream()
                .anyMatch(beginning -> said.stream().anyMatch(word -> word.startsWith(beginning)));
    }
}
