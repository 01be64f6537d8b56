// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Reaction;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Evidence.Weight;
import dev.stemgate.rules.AllergyTrait.Sureness;
import dev.stemgate.rules.RowMatcher.Ruling;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds evidence in AllergyIntolerances for the rows that ask what an allergy is (MODEL §3, Other). */
final class AllergyPieces {

    private final PieceJudge judge;
    private final AllergyModel model;
    private final boolean asked;

    AllergyPieces(PieceJudge judge) {
        this.judge = judge;
        this.model = judge.situation().model().evidence().allergies();
        this.asked =
                judge.criterion().rows().stream().anyMatch(row -> row.selector().record() == Selector.Kind.ALLERGY);
    }

    Stream<Piece> pieces() {
        return asked ? judge.situation().patient().allergies().stream().flatMap(this::pieces) : Stream.empty();
    }

    private Stream<Piece> pieces(AllergyFact allergy) {
        if (model.statesNone(allergy.code())) {
            return Stream.empty();
        }
        List<Subject> subjects = new ArrayList<>();
        String doubt = AllergyStanding.doubt(allergy);
        for (AllergyTrait trait : model.traits()) {
            Sureness sure = sureness(trait, allergy);
            if (sure != Sureness.NO) {
                String words = sure == Sureness.BY_WORDS ? "only its words match" : "";
                subjects.add(subject(allergy, trait.id(), PieceJudge.firstDoubt(doubt, words)));
            }
        }
        if (allergy.criticality() == AllergyFact.Criticality.HIGH) {
            subjects.add(subject(allergy, AllergyModel.HIGH_CRITICALITY, doubt));
        }
        if (!model.saysNothing(allergy.code()) || !allergy.reactions().isEmpty()) {
            subjects.add(subject(allergy, AllergyModel.ANY, doubt));
        }
        return subjects.stream().map(subject -> piece(allergy, subject)).flatMap(Optional::stream);
    }

    private static Sureness sureness(AllergyTrait trait, AllergyFact allergy) {
        Stream<Concept> reactions =
                allergy.reactions().stream().flatMap(reaction -> concepts(reaction, trait.inReactions()));
        return Stream.concat(Stream.of(allergy.code()), reactions)
                .map(trait::of)
                .reduce(Sureness.NO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static Stream<Concept> concepts(Reaction reaction, boolean manifestations) {
        Stream<Concept> substance = Stream.of(reaction.substance());
        return manifestations ? Stream.concat(substance, reaction.manifestations().stream()) : substance;
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
