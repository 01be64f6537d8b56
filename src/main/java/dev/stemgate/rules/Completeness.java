// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.rules.Criterion.Need;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what a criterion needs was read to the end (MODEL §1, Incomplete; §3, Needs). A kind that was refused, paged
 * short, masked, empty, unclassified or read too long ago is incomplete, with the reason, and the record with it.
 *
 * <p>A Procedure, AllergyIntolerance or Observation that the server does not serve makes only the criteria unknown that need
 * it; one that the site declared not available only the risk criteria that need it. Conditions and medications always block.
 */
final class Completeness {

    private static final Map<Need, RecordKind> OPTIONAL = new EnumMap<>(Map.of(
            Need.PROCEDURE, RecordKind.PROCEDURE,
            Need.ALLERGY, RecordKind.ALLERGY_INTOLERANCE,
            Need.OBSERVATION, RecordKind.OBSERVATION));

    private final Map<Need, List<String>> gaps = new EnumMap<>(Need.class);
    private final Map<Need, String> notGiven = new EnumMap<>(Need.class);
    private final Set<Need> declared = EnumSet.noneOf(Need.class);
    private final Set<Need> waiting = EnumSet.noneOf(Need.class);
    private final Set<Need> wanting = EnumSet.noneOf(Need.class);
    private final List<String> unreadValues;
    private final List<UnclassifiedCode> toClassify;

    /** @param unread values of Observations that some criterion asks for and that cannot be read */
    Completeness(PatientRecord patient, Model model, boolean stale, List<ReadObservation> unread) {
        Policies policies = model.policies();
        ConditionCompleteness conditions = new ConditionCompleteness(patient);
        MedicationCompleteness medications = new MedicationCompleteness(patient, policies.noMedications());
        gaps.put(Need.CONDITION, new ArrayList<>(conditions.gaps()));
        gaps.put(Need.MEDICATION, new ArrayList<>(medications.gaps()));
        gaps.put(Need.PERSON, new ArrayList<>(Readings.gaps(RecordKind.PATIENT, patient.facts())));
        OPTIONAL.keySet().forEach(need -> readOptional(need, patient.facts()));
        gaps.get(Need.PROCEDURE).addAll(OtherCompleteness.maskedProcedures(patient));
        gaps.get(Need.ALLERGY).addAll(OtherCompleteness.maskedAllergies(patient));
        if (stale) {
            gaps.values().forEach(list -> list.add("the data was read too long before the evaluation date"));
        }
        unreadValues = UnreadValues.blocking(unread, policies);
        List<UnclassifiedCode> ofConditions = conditions.unclassified();
        List<UnclassifiedCode> ofMedications = medications.unclassified();
        List<UnclassifiedCode> ofProcedures = OtherCompleteness.unclassifiedProcedures(patient);
        if (policies.unclassified() == Policies.Unclassified.INDETERMINATE) {
            waits(Need.CONDITION, ofConditions);
            waits(Need.MEDICATION, ofMedications);
            waits(Need.PROCEDURE, ofProcedures);
        }
        Set<UnclassifiedCode> codes = new LinkedHashSet<>(ofConditions);
        codes.addAll(ofMedications);
        codes.addAll(ofProcedures);
        UnreadValues.toClassify(unread).forEach(codes::add);
        toClassify = codes.isEmpty() ? List.of() : sorted(codes);
        for (Need need : Need.values()) {
            if (!gaps.get(need).isEmpty() || notGiven.containsKey(need) || waiting.contains(need)) {
                wanting.add(need);
            }
        }
    }

    private static List<UnclassifiedCode> sorted(Set<UnclassifiedCode> codes) {
        List<UnclassifiedCode> sorted = new ArrayList<>(codes);
        sorted.sort(Completeness::order);
        return sorted;
    }

    /** By the record's key, then by the code. */
    private static int order(UnclassifiedCode one, UnclassifiedCode other) {
        int byKey = RecordKey.compare(one.ref(), other.ref());
        if (byKey != 0) {
            return byKey;
        }
        int byCode = order(one.code(), other.code());
        return byCode != 0 ? byCode : one.ref().version().compareTo(other.ref().version());
    }

    private static int order(Code one, Code other) {
        int bySystem = one.system().compareTo(other.system());
        if (bySystem != 0) {
            return bySystem;
        }
        int byCode = one.code().compareTo(other.code());
        return byCode != 0 ? byCode : one.display().compareTo(other.display());
    }

    private void readOptional(Need need, PatientFacts facts) {
        RecordKind kind = OPTIONAL.get(need);
        Reading reading = facts.reading(kind);
        List<String> words = Readings.gaps(kind, reading);
        boolean given = reading instanceof Reading.Complete || reading instanceof Reading.Incomplete;
        gaps.put(need, new ArrayList<>(given ? words : List.of()));
        if (!given) {
            notGiven.put(need, String.join("; ", words));
        }
        if (reading instanceof Reading.NotAvailable) {
            declared.add(need);
        }
    }

    private void waits(Need need, List<UnclassifiedCode> codes) {
        if (!codes.isEmpty()) {
            waiting.add(need);
        }
    }

    /** Clinical reasons why this need was not met, also by a kind that is only named: clauses for a person. */
    List<String> gaps(Need need) {
        List<String> all = new ArrayList<>(gaps.get(need));
        if (notGiven.containsKey(need)) {
            all.add(notGiven.get(need));
        }
        if (need == Need.OBSERVATION) {
            all.addAll(unreadValues);
        }
        return all;
    }

    /** The needs that were not met by the records of their kind, also those of a kind that is only named; in their order. */
    Set<Need> wanting() {
        return wanting;
    }

    /** Why this need of this criterion was not met. */
    List<String> gaps(Need need, Criterion criterion) {
        List<String> all = new ArrayList<>(gaps.get(need));
        if (notGiven.containsKey(need) && !(criterion.absolute() && declared.contains(need))) {
            all.add(notGiven.get(need));
        }
        return all;
    }

    /** Whether codes that nobody has classified stand in the way of this need. */
    boolean waitsForClassification(Need need) {
        return waiting.contains(need);
    }

    boolean waitsForClassification() {
        return !waiting.isEmpty() || !unreadValues.isEmpty();
    }

    boolean complete() {
        if (!waiting.isEmpty() || !unreadValues.isEmpty()) {
            return false;
        }
        for (Need need : wanting) {
            if (!gaps.get(need).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    List<UnclassifiedCode> toClassify() {
        return toClassify;
    }
}
