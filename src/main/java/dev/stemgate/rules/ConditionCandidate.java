// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A code of a Condition (MODEL §3, table Condition). A record that does not count because of its status is shown too. */
record ConditionCandidate(ClassifiedCondition condition, Bearing bearing) implements Candidate {

    @Override
    public ResourceRef record() {
        return condition.fact().ref();
    }

    @Override
    public Optional<Piece> on(Situation situation) {
        ConditionTiming timing = situation.timing(condition);
        Piece whichever = null;
        for (ConditionReading reading : timing.readings()) {
            Optional<Piece> piece = on(situation, timing, reading);
            if (piece.isPresent()) {
                whichever = whichever == null ? piece.get() : Piece.whichever(whichever, piece.get());
            }
        }
        return Optional.ofNullable(whichever);
    }

    private Optional<Piece> on(Situation situation, ConditionTiming timing, ConditionReading reading) {
        ConditionFact fact = condition.fact();
        Match match = bearing.match();
        Subject subject = new Subject(
                match,
                Selector.Kind.CONDITION,
                reading.active() ? Subject.Activity.ACTIVE : Subject.Activity.ENDED,
                reading.date(),
                timing.onset(),
                fact.recordedDate(),
                timing.recordedEnd(),
                Bearing.firstDoubt(ConditionStanding.doubt(fact), reading.suggestive(), bearing.doubt()),
                List.of(),
                Set.of(),
                Set.of());
        Optional<Ruling> ruling = condition.counts()
                ? bearing.judge(subject, situation)
                : Optional.of(Ruling.notCounted(() -> "its verification status is " + ConditionStanding.words(fact)));
        if (ruling.isEmpty()) {
            return Optional.empty();
        }
        Ruling found = ruling.get();
        Optional<DateRange> shown =
                reading.active() ? timing.recorded() : timing.recordedEnd().or(timing::recorded);
        boolean ending = bearing.isEnding();
        return Optional.of(new Piece(
                fact.ref(),
                match.code(),
                shown,
                ConditionStanding.words(fact),
                found.weight(),
                onWhoseWord(match, found.why()),
                reading.date(),
                ending && condition.counts() && subject.suggestive().isEmpty(),
                !ending && !bearing.isAftermath() && found.weight() != Weight.NOT_COUNTED));
    }

    /** What no list says is said to rest on another's word. */
    static Supplier<String> onWhoseWord(Match match, Supplier<String> why) {
        return match.basis() == Match.Basis.SERVER
                ? () -> why.get() + " Its code counts " + match.listNote() + "."
                : why;
    }
}
