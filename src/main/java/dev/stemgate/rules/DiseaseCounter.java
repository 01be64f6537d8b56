// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the distinct diseases of other criteria and of the criterion's own rows (MODEL §2, {@code complex-history}): enough
 * definite ones are {@code present}, enough with the help of suggestive ones {@code possible}.
 */
final class DiseaseCounter {

    /** A record and the criteria that it meets, in words and in the order of the model. */
    private record Disease(Evidence strongest, Set<String> titles) {

        private static final Comparator<Evidence> STRONGEST_FIRST = Comparator.comparing(Evidence::weight)
                .thenComparing(piece -> piece.code().system())
                .thenComparing(piece -> piece.code().code())
                .thenComparing(piece -> piece.code().display())
                .thenComparing(piece -> piece.date().map(Object::toString).orElse(""))
                .thenComparing(Evidence::status)
                .thenComparing(piece -> piece.ref().version());

        private RecordKey key() {
            return RecordKey.of(strongest.ref());
        }

        private Disease and(Disease same) {
            Set<String> both = new LinkedHashSet<>(titles);
            both.addAll(same.titles);
            return new Disease(
                    STRONGEST_FIRST.compare(strongest, same.strongest) <= 0 ? strongest : same.strongest, both);
        }

        private Evidence weighing(Weight weight, String why) {
            return new Evidence(strongest.ref(), strongest.code(), strongest.date(), strongest.status(), weight, why);
        }
    }

    private final Criterion criterion;
    private final DiseaseCount rule;
    private final PatientRecord patient;

    DiseaseCounter(Criterion criterion, DiseaseCount rule, PatientRecord patient) {
        this.criterion = criterion;
        this.rule = rule;
        this.patient = patient;
    }

    /** The criteria whose diseases are counted, among all, in the order of the model. */
    List<DatedResult> among(List<DatedResult> judged) {
        List<DatedResult> among = new ArrayList<>(rule.criteria().size());
        for (DatedResult other : judged) {
            if (rule.criteria().contains(other.result().id())) {
                among.add(other);
            }
        }
        return among;
    }

    /**
     * Whole sentences: the criteria whose diseases could not all be counted. What was not judged is never absent; nor does one disease
     * that was found tell that there is no other.
     */
    List<String> notJudged(List<DatedResult> others) {
        List<String> notJudged = new ArrayList<>(0);
        for (DatedResult other : others) {
            Finding finding = other.result().finding();
            if (!other.whole() || finding == Finding.UNKNOWN || finding == Finding.NOT_EVALUATED) {
                notJudged.add(other.result().title() + " could not be judged as a whole.");
            }
        }
        return notJudged;
    }

    /**
     * The evidence of this criterion: each record that counts for one of the others or by an own row, when there are enough of
     * them. When there are not, only what the own rows found is shown: the rest stands under the criteria that it meets.
     *
     * @param own what the criterion's own rows found
     * @param others the results of the criteria whose diseases are counted
     */
    List<Evidence> count(List<Evidence> own, List<CriterionResult> others) {
        List<CriterionResult> results = new ArrayList<>(others);
        results.add(new CriterionResult(
                criterion.id(), criterion.title(), criterion.kind(), Finding.ABSENT, own, List.of()));
        DistinctEvidence distinct = DistinctEvidence.of(results, patient).asDiseases();
        int counted = distinct.counted(rule.atLeast());
        Weight highest = highest(distinct, counted);
        Map<RecordKey, Evidence> shown = new TreeMap<>();
        own.forEach(piece -> shown.put(RecordKey.of(piece.ref()), piece));
        boolean enough = highest != Weight.NOT_COUNTED;
        if (enough || !own.isEmpty()) {
            for (Disease disease : diseases(results)) {
                if (enough || shown.containsKey(disease.key())) {
                    shown.put(disease.key(), weigh(disease, highest, counted));
                }
            }
        }
        return List.copyOf(shown.values());
    }

    private Collection<Disease> diseases(List<CriterionResult> results) {
        Map<RecordKey, Disease> diseases = new HashMap<>();
        for (CriterionResult result : results) {
            Set<String> title = Set.of(title(result));
            for (Evidence piece : result.evidence()) {
                if (piece.weight() != Weight.NOT_COUNTED) {
                    Disease disease = new Disease(piece, title);
                    diseases.merge(disease.key(), disease, Disease::and);
                }
            }
        }
        return diseases.values();
    }

    private String title(CriterionResult result) {
        return result.id().equals(criterion.id()) ? rule.ownTitle() : result.title();
    }

    private Weight highest(DistinctEvidence distinct, int counted) {
        if (counted < rule.atLeast()) {
            return Weight.NOT_COUNTED;
        }
        return distinct.definite(rule.atLeast()) < rule.atLeast() ? Weight.SUGGESTIVE : Weight.DEFINITE;
    }

    private Evidence weigh(Disease disease, Weight highest, int counted) {
        Weight own = disease.strongest().weight();
        Weight weight = own.compareTo(highest) > 0 ? own : highest;
        String titles = String.join("; ", disease.titles());
        String sure = own == Weight.DEFINITE ? "" : "; it is suggestive";
        return disease.weighing(
                weight,
                switch (weight) {
                    case DEFINITE, SUGGESTIVE ->
                        "It is among " + rule.atLeast() + " or more distinct diseases: " + titles + sure + ".";
                    case NOT_COUNTED ->
                        "It does not count by itself: " + titles + sure + "; " + counted + " of " + rule.atLeast()
                                + " distinct diseases were found.";
                });
    }
}
