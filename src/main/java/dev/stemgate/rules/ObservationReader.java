// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.terminology.CodeSystem;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the answers of an Observation and its components to the tests of the model. */
final class ObservationReader {

    /** An Observation or a component: a question with its value. */
    private record Part(
            Concept code, ObservationValue value, List<Concept> interpretations, List<ReferenceRange> ranges) {

        boolean isSilent() {
            return value instanceof ObservationValue.Missing && interpretations.isEmpty();
        }
    }

    private final ObservationModel model;
    private final Terminology terminology;
    private final ValueReader values;

    ObservationReader(ObservationModel model, Terminology terminology) {
        this.model = model;
        this.terminology = terminology;
        this.values = new ValueReader(model, terminology);
    }

    ClassifiedObservation read(ObservationFact fact) {
        List<ReadObservation> answers = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        Part whole = new Part(fact.code(), fact.value(), fact.interpretations(), fact.referenceRanges());
        boolean heading = whole.isSilent() && !fact.components().isEmpty();
        Stream<Part> parts = fact.components().stream()
                .map(part -> new Part(part.code(), part.value(), part.interpretations(), part.referenceRanges()));
        Stream.concat(heading ? Stream.empty() : Stream.of(whole), parts).forEach(part -> {
            List<ReadObservation> found = answers(fact, part);
            answers.addAll(found);
            if (found.stream().allMatch(answer -> answer.reading().toClassify().isPresent())) {
                matches.addAll(clinical(part));
            }
        });
        List<ReadObservation> kept = answers.stream()
                .filter(answer ->
                        matches.isEmpty() || answer.reading().toClassify().isEmpty())
                .toList();
        return new ClassifiedObservation(fact, kept, matches);
    }

    private List<ReadObservation> answers(ObservationFact fact, Part part) {
        List<ReadObservation> answers = new ArrayList<>();
        for (ObservationTest test : model.tests()) {
            question(test, part.code())
                    .filter(code -> !(part.isSilent() && test.panel()))
                    .map(code -> new ReadObservation(
                            fact, test, code, values.read(test, part.value(), part.interpretations(), part.ranges())))
                    .ifPresent(answers::add);
        }
        return answers;
    }

    private Optional<Code> question(ObservationTest test, Concept concept) {
        return concept.codings().stream()
                .filter(coding -> test.codes().contains(coding.code().strip()))
                .filter(coding -> terminology
                        .system(coding.system())
                        .filter(CodeSystem.LOINC::equals)
                        .isPresent())
                .findFirst();
    }

    /** Codes only: the words of an answer to an unknown question say nothing. */
    private List<Match> clinical(Part part) {
        if (!(part.value() instanceof ObservationValue.Coded coded) || asksAboutOthers(part.code())) {
            return List.of();
        }
        return terminology.classify(coded.concept(), Domain.CLINICAL).matches().stream()
                .filter(match -> match.basis() != Match.Basis.WORDS)
                .toList();
    }

    private boolean asksAboutOthers(Concept question) {
        return Stream.concat(
                        Stream.of(question.text()), question.codings().stream().map(Code::display))
                .anyMatch(model::asksAboutOthers);
    }
}
