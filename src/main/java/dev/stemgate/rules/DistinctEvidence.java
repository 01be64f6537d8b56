// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.HazardFactors.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Distinct Conditions and drugs among the evidence of several criteria (MODEL §2, levels of a hazard and
 * {@code complex-history}): one record, or several that share a code or a prefix category, count once however many criteria
 * they meet.
 *
 * <p>The number is the largest set of records of which no two share anything. Records are not joined through a third one: a
 * Condition with two codings that overlaps two others must not lower the number, because more evidence never lowers a finding
 * (MODEL §1). Immutable.
 */
final class DistinctEvidence {

    /** MedicationStatement, MedicationRequest and their like. */
    private static final String MEDICATION = "Medication";

    private static final String CONDITION = "Condition";

    /**
     * A record that counts for at least one of the criteria.
     *
     * @param drug a medication
     * @param definite definite evidence for at least one of the criteria
     * @param categories what it may share with another record
     * @param criteria the criteria for which it counts
     */
    record Item(boolean drug, boolean definite, Set<String> categories, Set<String> criteria) {
        Item {
            categories = Set.copyOf(categories);
            criteria = Set.copyOf(criteria);
        }

        /** What it may share tells nearly all apart. */
        @Override
        public int hashCode() {
            return categories.hashCode();
        }

        private Item and(Item same) {
            return new Item(
                    drug,
                    definite || same.definite,
                    SharedCategories.union(categories, same.categories),
                    SharedCategories.union(criteria, same.criteria));
        }

        private boolean sharesWith(Item other) {
            return !Collections.disjoint(categories, other.categories);
        }
    }

    private final List<Item> items;
    private final boolean diseases;

    private DistinctEvidence(List<Item> items, boolean diseases) {
        this.items = List.copyOf(items);
        this.diseases = diseases;
    }

    /**
     * The evidence that counts in these results; what was found and does not count is left out.
     *
     * @param results results of the criteria, in any order
     * @param patient the record that they were judged on: all codes of a record that a list knows may be shared
     */
    static DistinctEvidence of(Collection<CriterionResult> results, PatientRecord patient) {
        Map<RecordKey, Item> byRecord = new HashMap<>();
        for (CriterionResult result : results) {
            add(result.id(), result.evidence(), patient, byRecord);
        }
        return distinct(byRecord);
    }

    /** The same of factors of a hazard, by their records. */
    static DistinctEvidence ofFactors(Collection<Factor> factors, PatientRecord patient) {
        Map<RecordKey, Item> byRecord = new HashMap<>();
        for (Factor factor : factors) {
            add(factor.criterion().id(), factor.records(), patient, byRecord);
        }
        return distinct(byRecord);
    }

    private static DistinctEvidence distinct(Map<RecordKey, Item> byRecord) {
        return new DistinctEvidence(new ArrayList<>(new HashSet<>(byRecord.values())), false);
    }

    private static void add(String id, List<Evidence> evidence, PatientRecord patient, Map<RecordKey, Item> byRecord) {
        Set<String> criterion = Set.of(id);
        for (Evidence piece : evidence) {
            if (piece.weight() != Weight.NOT_COUNTED) {
                RecordKey key = RecordKey.of(piece.ref());
                Item item = new Item(
                        piece.ref().type().startsWith(MEDICATION),
                        piece.weight() == Weight.DEFINITE,
                        patient.categories().of(key, piece.code()),
                        criterion);
                Item same = byRecord.get(key);
                byRecord.put(key, same == null ? item : same.and(item));
            }
        }
    }

    /**
     * True where two distinct records are found at once among factors of a hazard, which is the common case: what a record of these kinds
     * may share is told by the record alone, whatever else counts of it. False says nothing.
     */
    static boolean surelyTwo(Collection<Factor> factors, PatientRecord patient) {
        RecordKey firstKey = null;
        Set<String> first = Set.of();
        for (Factor factor : factors) {
            for (Evidence piece : factor.evidence()) {
                if (piece.weight() != Weight.NOT_COUNTED && isToldByItsCodes(piece)) {
                    RecordKey key = RecordKey.of(piece.ref());
                    if (firstKey == null) {
                        firstKey = key;
                        first = patient.categories().of(key, piece.code());
                    } else if (!key.equals(firstKey)
                            && Collections.disjoint(first, patient.categories().of(key, piece.code()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isToldByItsCodes(Evidence piece) {
        String type = piece.ref().type();
        return type.equals(CONDITION) || type.startsWith(MEDICATION);
    }

    /**
     * The same evidence counted as diseases: a drug counts only when it suggests a kind of disease that no other counted record
     * stands for (metformin beside diabetes is no second disease).
     */
    DistinctEvidence asDiseases() {
        return new DistinctEvidence(items, true);
    }

    /** How many distinct records are definite evidence, at most {@code upTo}. */
    int definite(int upTo) {
        List<Item> definite = new ArrayList<>(items);
        definite.removeIf(item -> !item.definite());
        return largest(definite, upTo);
    }

    /** How many distinct records count at all, definite or suggestive, at most {@code upTo}. */
    int counted(int upTo) {
        return largest(items, upTo);
    }

    private int largest(List<Item> from, int upTo) {
        int found = 0;
        while (found < upTo && canChoose(found + 1, from, new ArrayList<>())) {
            found++;
        }
        return found;
    }

    private boolean canChoose(int more, List<Item> from, List<Item> chosen) {
        if (more == 0) {
            return true;
        }
        for (int i = 0; i + more <= from.size(); i++) {
            chosen.add(from.get(i));
            if (isDistinct(chosen) && canChoose(more - 1, from.subList(i + 1, from.size()), chosen)) {
                return true;
            }
            chosen.remove(chosen.size() - 1);
        }
        return false;
    }

    /** Whether the last one chosen is distinct from all others, and each drug still tells of something else. */
    private boolean isDistinct(List<Item> chosen) {
        Item last = chosen.get(chosen.size() - 1);
        for (int i = 0; i < chosen.size() - 1; i++) {
            if (last.sharesWith(chosen.get(i))) {
                return false;
            }
        }
        return !diseases || chosen.stream().filter(Item::drug).allMatch(drug -> tellsMore(drug, chosen));
    }

    /** A drug is a disease of its own only where it suggests one that no other chosen record stands for. */
    private static boolean tellsMore(Item drug, List<Item> chosen) {
        Set<String> told = chosen.stream()
                .filter(other -> other != drug)
                .flatMap(other -> other.criteria().stream())
                .collect(Collectors.toSet());
        return !told.containsAll(drug.criteria());
    }
}
