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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, List<ObservationTest>> testsByCode = new HashMap<>();

    ObservationReader(ObservationModel model, Terminology terminology) {
        this.model = model;
        this.terminology = terminology;
        this.values = new ValueReader(model, terminology);
        for (ObservationTest test : model.tests()) {
            test.codes().forEach(code -> testsByCode
                    .computeIfAbsent(code, key -> new ArrayList<>())
                    .add(test));
        }
    }

    /** False for an Observation that neither asks what the model asks nor has a coded value: told at once, as of most. */
    boolean maySpeak(ObservationFact fact) {
        if (maySpeak(fact.code(), fact.value())) {
            return true;
        }
        for (ObservationFact.Component part : fact.components()) {
            if (maySpeak(part.code(), part.value())) {
                return true;
            }
        }
        return false;
    }

    private boolean maySpeak(Concept question, ObservationValue value) {
        return value instanceof ObservationValue.Coded || !testsAsking(question).isEmpty();
    }

    /** Whether some test of the model may be asked by this question. */
    boolean asks(Concept question) {
        return !testsAsking(question).isEmpty();
    }

    ClassifiedObservation read(ObservationFact fact) {
        List<ReadObservation> answers = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        for (Part part : parts(fact)) {
            List<ReadObservation> found = answers(fact, part);
            answers.addAll(found);
            if (nobodyHasClassified(found)) {
                matches.addAll(clinical(part));
            }
        }
        if (!matches.isEmpty()) {
            answers.removeIf(answer -> answer.reading().toClassify().isPresent());
        }
        return new ClassifiedObservation(fact, answers, matches);
    }

    /** All of the answers; so also where there is none. */
    private static boolean nobodyHasClassified(List<ReadObservation> answers) {
        for (ReadObservation answer : answers) {
            if (answer.reading().toClassify().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<Part> parts(ObservationFact fact) {
        List<Part> parts = new ArrayList<>();
        Part whole = new Part(fact.code(), fact.value(), fact.interpretations(), fact.referenceRanges());
        boolean heading = whole.isSilent() && !fact.components().isEmpty();
        if (!heading) {
            parts.add(whole);
        }
        for (ObservationFact.Component part : fact.components()) {
            parts.add(new Part(part.code(), part.value(), part.interpretations(), part.referenceRanges()));
        }
        return parts;
    }

    private List<ReadObservation> answers(ObservationFact fact, Part part) {
        List<ReadObservation> answers = new ArrayList<>();
        for (ObservationTest test : testsAsking(part.code())) {
            Optional<Code> question = question(test, part.code());
            if (question.isPresent() && !(part.isSilent() && test.panel())) {
                ValueReading reading = values.read(test, part.value(), part.interpretations(), part.ranges());
                answers.add(new ReadObservation(fact, test, question.get(), reading));
            }
        }
        return answers;
    }

    /** The tests of which a code of the question is one, in the order of the model. */
    private List<ObservationTest> testsAsking(Concept question) {
        List<ObservationTest> asking = List.of();
        for (Code coding : question.codings()) {
            List<ObservationTest> byCode =
                    testsByCode.getOrDefault(coding.code().strip(), List.of());
            if (asking.isEmpty()) {
                asking = byCode;
            } else if (!byCode.isEmpty() && byCode != asking) {
                Set<ObservationTest> both = new HashSet<>(asking);
                both.addAll(byCode);
                asking = model.tests().stream().filter(both::contains).toList();
            }
        }
        return asking;
    }

    private Optional<Code> question(ObservationTest test, Concept concept) {
        for (Code coding : concept.codings()) {
            if (test.codes().contains(coding.code().strip())
                    && terminology.system(coding.system()).orElse(null) == CodeSystem.LOINC) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }

    /** Codes only: the words of an answer to an unknown question say nothing. */
    private List<Match> clinical(Part part) {
        if (!(part.value() instanceof ObservationValue.Coded coded)) {
            return List.of();
        }
        List<Match> matches =
                terminology.classify(coded.concept(), Domain.CLINICAL).matches();
        if (matches.isEmpty() || asksAboutOthers(part.code())) {
            return List.of();
        }
        return matches.stream()
                .filter(match -> match.basis() != Match.Basis.WORDS)
                .toList();
    }

    private boolean asksAboutOthers(Concept question) {
        return Stream.concat(
                        Stream.of(question.text()), question.codings().stream().map(Code::display))
                .anyMatch(model::asksAboutOthers);
    }
}
