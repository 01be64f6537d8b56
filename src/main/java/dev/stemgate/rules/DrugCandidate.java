// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.Optional;
import java.util.Set;

/** A drug of a medication record (MODEL §3, table Medication). A record that does not count because of its status is shown too. */
record DrugCandidate(ClassifiedMedication medication, Bearing bearing) implements Candidate {

    @Override
    public ResourceRef record() {
        return medication.fact().ref();
    }

    @Override
    public Optional<Piece> on(Situation situation) {
        MedicationFact fact = medication.fact();
        Match match = bearing.match();
        Exposure exposure = situation.exposure(medication, match);
        Subject subject = new Subject(
                match,
                Selector.Kind.DRUG,
                Subject.Activity.NONE,
                exposure.last(),
                exposure.start(),
                Optional.empty(),
                Optional.empty(),
                Bearing.firstDoubt(exposure.suggestive(), bearing.doubt()),
                medication.reasonWords(),
                medication.reasonLists(),
                Set.of());
        Optional<Ruling> ruling = medication.counts()
                ? bearing.judge(subject, situation)
                : Optional.of(Ruling.notCounted(() -> "its status is " + MedicationStanding.words(fact)));
        if (ruling.isEmpty()) {
            return Optional.empty();
        }
        Ruling found = ruling.get();
        return Optional.of(new Piece(
                fact.ref(),
                match.code(),
                shown(fact, exposure),
                MedicationStanding.words(fact),
                found.weight(),
                ConditionCandidate.onWhoseWord(match, found.why()),
                exposure.last(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }

    private static Optional<DateRange> shown(MedicationFact fact, Exposure exposure) {
        Optional<DateRange> end =
                ClinicalDates.of(fact.effective(), Optional.empty()).end();
        if (end.isPresent()) {
            return end;
        }
        if (fact.validityEnd().isPresent()) {
            return fact.validityEnd();
        }
        return exposure.start().isPresent() ? exposure.start() : fact.dateAsserted();
    }
}
