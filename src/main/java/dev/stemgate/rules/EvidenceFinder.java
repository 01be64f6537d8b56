// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds every record that bears on a criterion, one piece a record however many codings match, and says why it counts or
 * does not. A record that does not count because of its status is shown too.
 */
final class EvidenceFinder {

    private final Criterion criterion;
    private final Situation situation;
    private final PieceJudge judge;
    private final Set<String> conditionLists;
    private final Set<String> drugLists;

    EvidenceFinder(Criterion criterion, Situation situation) {
        this.criterion = criterion;
        this.situation = situation;
        this.judge = new PieceJudge(criterion, situation);
        this.conditionLists = judge.lists(Selector.Kind.CONDITION);
        this.drugLists = judge.lists(Selector.Kind.DRUG);
    }

    /** The pieces by record key, in the order of the key. */
    List<Piece> pieces() {
        Map<String, Piece> strongest = new HashMap<>();
        List<Overridden> overridden = overridden();
        Stream.of(
                        situation.patient().conditions().stream().flatMap(this::ofCondition),
                        situation.patient().medications().stream().flatMap(this::ofMedication),
                        new EventPieces(judge).pieces(),
                        new TestPieces(judge).pieces(),
                        new AllergyPieces(judge).pieces(),
                        overridden.stream().map(Overridden::piece))
                .flatMap(found -> found)
                .forEach(piece -> strongest.merge(piece.key(), piece, EvidenceFinder::stronger));
        return strongest.values().stream()
                .map(piece -> saying(piece, overridden))
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .collect(Collectors.toList());
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

    private Stream<Piece> ofCondition(ClassifiedCondition condition) {
        List<Piece> pieces = new ArrayList<>();
        for (Match match : condition.matches()) {
            boolean ending = judge.isEnding(match);
            if (ending || conditionLists.contains(match.criterion())) {
                ConditionTiming timing = situation.timing(condition);
                timing.readings().stream()
                        .flatMap(reading -> ofReading(condition, match, timing, reading, ending).stream())
                        .reduce(Piece::whichever)
                        .ifPresent(pieces::add);
            }
        }
        return pieces.stream();
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

    private Stream<Piece> ofMedication(ClassifiedMedication medication) {
        return medication
                .matches()
                .filter(match -> drugLists.contains(match.criterion()))
                .map(match -> ofDrug(medication, match))
                .flatMap(Optional::stream);
    }

    private List<Overridden> overridden() {
        Stream<Overridden> conditions = situation.patient().conditions().stream()
                .flatMap(condition -> condition.classification().overrides().stream()
                        .filter(override -> conditionLists.contains(override.criterion()))
                        .map(override -> new Overridden(
                                condition.fact().ref(), ConditionStanding.words(condition.fact()), override)));
        Stream<Overridden> drugs = situation.patient().medications().stream()
                .flatMap(medication -> medication.drugs().stream()
                        .flatMap(drug -> drug.overrides().stream())
                        .filter(override -> drugLists.contains(override.criterion()))
                        .map(override -> new Overridden(
                                medication.fact().ref(), MedicationStanding.words(medication.fact()), override)));
        return Stream.concat(conditions, drugs)
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
