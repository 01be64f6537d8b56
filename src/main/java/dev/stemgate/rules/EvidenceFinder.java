// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds every record that bears on a criterion, one piece a record however many codings match, and says why it counts or
 * does not. A record that does not count because of its status is shown too.
 */
final class EvidenceFinder {

    private final Criterion criterion;
    private final Situation situation;
    private final PieceJudge judge;
    private final Map<String, Piece> strongest = new TreeMap<>();

    EvidenceFinder(CriterionScope scope, Situation situation) {
        this.criterion = scope.criterion();
        this.situation = situation;
        this.judge = new PieceJudge(scope, situation);
    }

    /** The pieces by record key, in the order of the key. */
    List<Piece> pieces() {
        PatientRecord patient = situation.patient();
        CriterionScope scope = judge.scope();
        patient.conditionsByList().forEach(scope.searched(Selector.Kind.CONDITION), this::addCondition);
        patient.medicationsByList()
                .forEach(scope.searched(Selector.Kind.DRUG), (medication, match) -> ofDrug(medication, match)
                        .ifPresent(this::add));
        new EventPieces(judge).addTo(this::add);
        new TestPieces(judge).pieces().forEach(this::add);
        new AllergyPieces(judge).pieces().forEach(this::add);
        List<Overridden> overridden = overridden();
        if (overridden.isEmpty()) {
            return List.copyOf(strongest.values());
        }
        overridden.forEach(one -> add(one.piece()));
        return strongest.values().stream()
                .map(piece -> saying(piece, overridden))
                .toList();
    }

    private void add(Piece piece) {
        strongest.merge(piece.key(), piece, EvidenceFinder::stronger);
    }

    private static Piece saying(Piece piece, List<Overridden> overridden) {
        Piece said = piece;
        for (Overridden one : overridden) {
            said = one.saidBeside(said);
        }
        return said;
    }

    private static Piece stronger(Piece a, Piece b) {
        Piece first = Piece.STRONGEST_FIRST.compare(a, b) <= 0 ? a : b;
        return new Piece(first.evidence(), first.last(), a.ending() || b.ending(), a.other() || b.other());
    }

    private void addCondition(ClassifiedCondition condition, Match match) {
        boolean ending = judge.isEnding(match);
        if (!ending && !judge.scope().names(Selector.Kind.CONDITION, match.criterion())) {
            return;
        }
        ConditionTiming timing = situation.timing(condition);
        Piece whichever = null;
        for (ConditionReading reading : timing.readings()) {
            Optional<Piece> piece = ofReading(condition, match, timing, reading, ending);
            if (piece.isPresent()) {
                whichever = whichever == null ? piece.get() : Piece.whichever(whichever, piece.get());
            }
        }
        if (whichever != null) {
            add(whichever);
        }
    }

    private Optional<Piece> ofReading(
            ClassifiedCondition condition,
            Match match,
            ConditionTiming timing,
            ConditionReading reading,
            boolean ending) {
        ConditionFact fact = condition.fact();
        Subject subject = new Subject(
                match,
                Selector.Kind.CONDITION,
                reading.active() ? Subject.Activity.ACTIVE : Subject.Activity.ENDED,
                reading.date(),
                timing.onset(),
                fact.recordedDate(),
                timing.recordedEnd(),
                PieceJudge.firstDoubt(ConditionStanding.doubt(fact), reading.suggestive(), PieceJudge.doubt(match)),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of());
        Optional<Ruling> ruling = condition.counts()
                ? ending
                        ? Optional.of(Endings.ruling(criterion.endedBy().get(), subject, situation))
                        : judge.rule(subject)
                : Optional.of(PieceJudge.notCounted("its verification status is " + ConditionStanding.words(fact)));
        Optional<DateRange> shown =
                reading.active() ? timing.recorded() : timing.recordedEnd().or(timing::recorded);
        return ruling.map(found -> new Piece(
                new Evidence(
                        fact.ref(),
                        match.code(),
                        shown,
                        ConditionStanding.words(fact),
                        found.weight(),
                        found.why() + onWhoseWord(match)),
                reading.date(),
                ending && condition.counts() && subject.suggestive().isEmpty(),
                !ending && !judge.isAftermath(match) && found.weight() != Weight.NOT_COUNTED));
    }

    private List<Overridden> overridden() {
        return situation.patient().overridden().stream()
                .filter(one -> judge.scope().names(one.kind(), one.list()))
                .map(Overridden.OfList::overridden)
                .sorted(Comparator.comparing(Overridden::sentence))
                .toList();
    }

    private Optional<Piece> ofDrug(ClassifiedMedication medication, Match match) {
        MedicationFact fact = medication.fact();
        Exposure exposure = situation.exposure(medication, match);
        Subject subject = new Subject(
                match,
                Selector.Kind.DRUG,
                Subject.Activity.NONE,
                exposure.last(),
                exposure.start(),
                Optional.empty(),
                Optional.empty(),
                PieceJudge.firstDoubt(exposure.suggestive(), PieceJudge.doubt(match), ""),
                medication.reasonWords(),
                medication.reasonLists(),
                Set.of(),
                Set.of());
        Optional<Ruling> ruling = medication.counts()
                ? judge.rule(subject)
                : Optional.of(PieceJudge.notCounted("its status is " + MedicationStanding.words(fact)));
        Optional<DateRange> shown = ClinicalDates.of(fact.effective(), Optional.empty())
                .end()
                .or(fact::validityEnd)
                .or(exposure::start)
                .or(fact::dateAsserted);
        return ruling.map(found -> new Piece(
                new Evidence(
                        fact.ref(),
                        match.code(),
                        shown,
                        MedicationStanding.words(fact),
                        found.weight(),
                        found.why() + onWhoseWord(match)),
                exposure.last(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }

    /** What no list says is said to rest on another's word. */
    private static String onWhoseWord(Match match) {
        return match.basis() == Match.Basis.SERVER ? " Its code counts " + match.listNote() + "." : "";
    }
}
