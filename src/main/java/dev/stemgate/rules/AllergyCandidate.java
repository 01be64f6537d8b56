// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that an AllergyIntolerance is, for the rows that ask for it (MODEL §3, Other).
 *
 * @param allergy the allergy
 * @param criterion id of the criterion
 * @param doubt why it is perhaps no such allergy; empty when it is one
 * @param rows the rows that ask for it, in the order of the file
 */
record AllergyCandidate(AllergyFact allergy, String criterion, String doubt, List<Row> rows) implements Candidate {

    @Override
    public ResourceRef record() {
        return allergy.ref();
    }

    @Override
    public Optional<Piece> on(Situation situation) {
        Match match = new Match(criterion, Role.SIGNAL, Set.of(), shown(), Match.Basis.CODE, "");
        Subject subject = Subject.allergy(match, Bearing.firstDoubt(AllergyStanding.doubt(allergy), doubt));
        Optional<Ruling> ruling = AllergyStanding.counts(allergy)
                ? RowMatcher.judge(rows, subject, situation)
                : Optional.of(Ruling.notCounted(() -> "its verification status is " + AllergyStanding.words(allergy)));
        return ruling.map(found -> new Piece(
                allergy.ref(),
                match.code(),
                date(situation.patient().person().birthDate()),
                AllergyStanding.words(allergy),
                found.weight(),
                found.why(),
                Optional.empty(),
                false,
                found.weight() != Weight.NOT_COUNTED));
    }

    private Code shown() {
        return allergy.code().codings().stream()
                .filter(Code::hasCode)
                .min((a, b) -> (a.system() + "|" + a.code()).compareTo(b.system() + "|" + b.code()))
                .map(code -> code.display().isBlank()
                        ? new Code(code.system(), code.code(), allergy.code().text())
                        : code)
                .orElse(new Code("", "", allergy.code().label()));
    }

    private Optional<DateRange> date(Optional<DateRange> birthDate) {
        return allergy.lastOccurrence()
                .or(() -> ClinicalDates.of(allergy.onset(), birthDate).start())
                .or(allergy::recordedDate);
    }
}
