// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds evidence in AllergyIntolerances for the rows that ask what an allergy is (MODEL §3, Other). */
final class AllergyPieces {

    private final PieceJudge judge;

    AllergyPieces(PieceJudge judge) {
        this.judge = judge;
    }

    Stream<Piece> pieces() {
        PatientRecord patient = judge.situation().patient();
        boolean asked = !patient.allergies().isEmpty()
                && !judge.scope().rows(Selector.Kind.ALLERGY).isEmpty();
        return asked ? patient.allergies().stream().flatMap(this::pieces) : Stream.empty();
    }

    private Stream<Piece> pieces(ClassifiedAllergy allergy) {
        String doubt = AllergyStanding.doubt(allergy.fact());
        return allergy.features().entrySet().stream()
                .map(feature ->
                        subject(allergy.fact(), feature.getKey(), PieceJudge.firstDoubt(doubt, feature.getValue())))
                .map(subject -> piece(allergy.fact(), subject))
                .flatMap(Optional::stream);
    }

    private Subject subject(AllergyFact allergy, String feature, String doubt) {
        Code shown = allergy.code().codings().stream()
                .filter(Code::hasCode)
                .min((a, b) -> (a.system() + "|" + a.code()).compareTo(b.system() + "|" + b.code()))
                .map(code -> code.display().isBlank()
                        ? new Code(code.system(), code.code(), allergy.code().text())
                        : code)
                .orElse(new Code("", "", allergy.code().label()));
        Match match = new Match(judge.criterion().id(), Role.SIGNAL, Set.of(), shown, Match.Basis.CODE, "");
        return Subject.allergy(match, feature, doubt);
    }

    private Optional<Piece> piece(AllergyFact allergy, Subject subject) {
        Optional<Ruling> ruling = AllergyStanding.counts(allergy)
                ? judge.byRows(subject)
                : Optional.of(PieceJudge.notCounted("its verification status is " + AllergyStanding.words(allergy)));
        return ruling.map(found -> new Piece(
                new Evidence(
                        allergy.ref(),
                        subject.match().code(),
                        date(allergy),
                        AllergyStanding.words(allergy),
                        found.weight(),
                        found.why()),
                Optional.empty(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }

    private Optional<DateRange> date(AllergyFact allergy) {
        Optional<DateRange> birthDate = judge.situation().patient().person().birthDate();
        return Stream.of(
                        allergy.lastOccurrence(),
                        ClinicalDates.of(allergy.onset(), birthDate).start(),
                        allergy.recordedDate())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
