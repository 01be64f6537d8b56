// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.rules.ObservationQuestion.Asked;
import dev.stemgate.terminology.CodeSystem;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.RememberedConcepts;
import dev.stemgate.terminology.Terminology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the answers of an Observation and its components to the tests of the model. Thread-safe as far as its terminology is. */
final class ObservationReader {

    private final ObservationModel model;
    private final Terminology terminology;
    private final ConceptReader concepts;
    private final ValueReader values;
    private final Map<String, List<ObservationTest>> testsByCode = new HashMap<>();
    private final RememberedConcepts<ObservationQuestion> questions = new RememberedConcepts<>(this::question);

    ObservationReader(ObservationModel model, Terminology terminology, ConceptReader concepts) {
        this.model = model;
        this.terminology = terminology;
        this.concepts = concepts;
        this.values = new ValueReader(model, terminology);
        for (ObservationTest test : model.tests()) {
            test.codes().forEach(code -> testsByCode
                    .computeIfAbsent(code, key -> new ArrayList<>())
                    .add(test));
        }
    }

    /** False for an Observation that neither asks what the model asks nor has a listed code as a value: told at once, as of most. */
    boolean maySpeak(ObservationFact fact) {
        if (maySpeak(fact.code(), fact.value())) {
            return true;
        }
        List<ObservationFact.Component> parts = fact.components();
        for (int at = 0; at < parts.size(); at++) {
            if (maySpeak(parts.get(at).code(), parts.get(at).value())) {
                return true;
            }
        }
        return false;
    }

    private boolean maySpeak(Concept question, ObservationValue value) {
        return questions.of(question).mayAsk()
                || value instanceof ObservationValue.Coded coded
                        && !concepts.value(coded.concept()).matches().isEmpty();
    }

    /** Whether some test of the model may be asked by this question. */
    boolean asks(Concept question) {
        return questions.of(question).mayAsk();
    }

    ClassifiedObservation read(ObservationFact fact) {
        List<ReadObservation> answers = new ArrayList<>(1);
        List<ReadConcept> clinical = new ArrayList<>(0);
        boolean heading = isSilent(fact.value(), fact.interpretations())
                && !fact.components().isEmpty();
        if (!heading) {
            read(fact, fact.code(), fact.value(), fact.interpretations(), fact.referenceRanges(), answers, clinical);
        }
        for (ObservationFact.Component part : fact.components()) {
            read(fact, part.code(), part.value(), part.interpretations(), part.referenceRanges(), answers, clinical);
        }
        if (clinical.isEmpty()) {
            return new ClassifiedObservation(fact, answers, List.of(), List.of());
        }
        answers.removeIf(answer -> answer.reading().toClassify().isPresent());
        List<Match> matches = new ArrayList<>();
        List<Bearing> bearings = new ArrayList<>();
        for (ReadConcept value : clinical) {
            matches.addAll(value.matches());
            bearings.addAll(value.bearings());
        }
        return new ClassifiedObservation(fact, answers, matches, bearings);
    }

    /** Reads the Observation itself or a component of it. */
    private void read(
            ObservationFact fact,
            Concept code,
            ObservationValue value,
            List<Concept> interpretations,
            List<ReferenceRange> ranges,
            List<ReadObservation> answers,
            List<ReadConcept> clinical) {
        ObservationQuestion question = questions.of(code);
        boolean silent = isSilent(value, interpretations);
        boolean classified = false;
        List<Asked> tests = question.asked();
        for (int at = 0; at < tests.size(); at++) {
            Asked asked = tests.get(at);
            if (!(silent && asked.test().panel())) {
                ValueReading reading = values.read(asked.test(), value, interpretations, ranges);
                answers.add(new ReadObservation(fact, asked.test(), asked.code(), reading));
                classified |= reading.toClassify().isEmpty();
            }
        }
        if (!classified && !question.aboutOthers() && value instanceof ObservationValue.Coded coded) {
            ReadConcept said = concepts.value(coded.concept());
            if (!said.matches().isEmpty()) {
                clinical.add(said);
            }
        }
    }

    private static boolean isSilent(ObservationValue value, List<Concept> interpretations) {
        return value instanceof ObservationValue.Missing && interpretations.isEmpty();
    }

    private ObservationQuestion question(Concept concept) {
        List<ObservationTest> tests = testsAsking(concept);
        List<Asked> asked = new ArrayList<>(tests.size());
        for (ObservationTest test : tests) {
            question(test, concept).ifPresent(code -> asked.add(new Asked(test, code)));
        }
        boolean aboutOthers = Stream.concat(
                        Stream.of(concept.text()), concept.codings().stream().map(Code::display))
                .anyMatch(model::asksAboutOthers);
        return new ObservationQuestion(!tests.isEmpty(), asked, aboutOthers);
    }

    /** The tests of which a code of the question is one, in the order of the model. */
    private List<ObservationTest> testsAsking(Concept question) {
        Set<ObservationTest> asking = new HashSet<>();
        for (Code coding : question.codings()) {
            asking.addAll(testsByCode.getOrDefault(coding.code().strip(), List.of()));
        }
        return model.tests().stream().filter(asking::contains).toList();
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
}
