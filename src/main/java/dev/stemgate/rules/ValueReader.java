// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ObservationFact.ReferenceRange;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.model.ObservationValue.Quantity;
import dev.stemgate.rules.ObservationTest.AnswerCode;
import dev.stemgate.rules.ObservationTest.Reads;
import dev.stemgate.terminology.Terminology;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one value of one test: the laboratory's interpretation first, else the value itself, a number by the limits of the
 * model, else by the laboratory's own range (MODEL §3, Other). What cannot be read is unreadable, never normal.
 */
final class ValueReader {

    private static final Set<TestResult> OF_A_PRESENCE =
            EnumSet.of(TestResult.POSITIVE, TestResult.NEGATIVE, TestResult.PAST, TestResult.INCONCLUSIVE);
    private static final Set<TestResult> OF_A_NUMBER = EnumSet.of(TestResult.HIGH, TestResult.NORMAL, TestResult.LOW);

    private final ObservationModel model;
    private final Terminology terminology;

    ValueReader(ObservationModel model, Terminology terminology) {
        this.model = model;
        this.terminology = terminology;
    }

    ValueReading read(
            ObservationTest test, ObservationValue value, List<Concept> interpretations, List<ReferenceRange> ranges) {
        ValueReading plain = read(test, value, ranges);
        if (interpretations.isEmpty()) {
            return plain;
        }
        return interpretations.stream()
                .map(concept -> interpretation(test, concept))
                .flatMap(Optional::stream)
                .map(word -> narrowed(word, plain.results()))
                .reduce(ValueReader::both)
                .map(results -> ValueReading.of(results, "by the word of the laboratory"))
                .orElse(plain);
    }

    /** One word that leaves several results open ("abnormal") is narrowed by the value; no word is overruled by it. */
    private static Set<TestResult> narrowed(Set<TestResult> word, Set<TestResult> value) {
        EnumSet<TestResult> common = EnumSet.copyOf(word);
        common.retainAll(value);
        return common.isEmpty() ? word : common;
    }

    private ValueReading read(ObservationTest test, ObservationValue value, List<ReferenceRange> ranges) {
        if (value instanceof Quantity quantity) {
            return number(test, quantity, ranges);
        }
        if (value instanceof ObservationValue.Coded coded) {
            return answer(test, coded.concept());
        }
        if (value instanceof ObservationValue.Text text) {
            return phrase(test, text.text())
                    .map(results -> ValueReading.of(results, "by its text"))
                    .orElse(ValueReading.unreadable("its text is none that the model knows"));
        }
        if (value instanceof ObservationValue.Truth truth && test.reads() == Reads.PRESENCE) {
            return ValueReading.of(Set.of(truth.value() ? TestResult.POSITIVE : TestResult.NEGATIVE), "by its value");
        }
        return ValueReading.unreadable(
                value instanceof ObservationValue.Missing
                        ? "it has no value"
                        : "its value is of a type that cannot be read");
    }

    /** Two words of the laboratory: what both allow; all of both where they contradict each other. */
    private static Set<TestResult> both(Set<TestResult> one, Set<TestResult> other) {
        EnumSet<TestResult> common = EnumSet.copyOf(one);
        common.retainAll(other);
        if (common.isEmpty()) {
            common.addAll(one);
            common.addAll(other);
        }
        return common;
    }

    private Optional<Set<TestResult>> interpretation(ObservationTest test, Concept concept) {
        Stream<Set<TestResult>> byCode = concept.codings().stream()
                .map(coding -> model.interpretations().get(coding.code().strip()))
                .filter(Objects::nonNull);
        Stream<Set<TestResult>> byWords = words(concept).map(model::phrase).flatMap(Optional::stream);
        return Stream.concat(byCode, byWords)
                .map(results -> fitting(test, results))
                .filter(results -> !results.isEmpty())
                .findFirst();
    }

    private static Stream<String> words(Concept concept) {
        return Stream.concat(
                Stream.of(concept.text()), concept.codings().stream().map(Code::display));
    }

    /** The results that this kind of test can have; a number is inconclusive only where nothing else is said. */
    private static Set<TestResult> fitting(ObservationTest test, Set<TestResult> results) {
        EnumSet<TestResult> fitting = EnumSet.noneOf(TestResult.class);
        fitting.addAll(results);
        fitting.retainAll(test.reads() == Reads.PRESENCE ? OF_A_PRESENCE : OF_A_NUMBER);
        if (fitting.isEmpty() && results.contains(TestResult.INCONCLUSIVE)) {
            fitting.add(TestResult.INCONCLUSIVE);
        }
        return fitting;
    }

    private Optional<Set<TestResult>> phrase(ObservationTest test, String text) {
        return model.phrase(text).map(results -> fitting(test, results)).filter(results -> !results.isEmpty());
    }

    private ValueReading answer(ObservationTest test, Concept concept) {
        EnumSet<TestResult> results = EnumSet.noneOf(TestResult.class);
        boolean notKnown = false;
        for (Code coding : concept.codings()) {
            Optional<Set<TestResult>> found = coded(test, coding);
            found.ifPresent(results::addAll);
            notKnown |= found.filter(Set::isEmpty).isPresent();
        }
        if (results.isEmpty() && !notKnown) {
            words(concept)
                    .map(text -> phrase(test, text))
                    .flatMap(Optional::stream)
                    .forEach(results::addAll);
        }
        if (!results.isEmpty()) {
            return ValueReading.of(results, "by its answer");
        }
        Optional<Code> code = concept.codings().stream().filter(Code::hasCode).findFirst();
        return notKnown || code.isEmpty()
                ? ValueReading.unreadable("its answer says that nothing is known")
                : ValueReading.unknownAnswer(code.get());
    }

    /** Present and empty: an answer that says that nothing is known. */
    private Optional<Set<TestResult>> coded(ObservationTest test, Code coding) {
        return terminology
                .system(coding.system())
                .map(system -> new AnswerCode(system, coding.code().strip()))
                .flatMap(key -> Optional.ofNullable(test.answers().get(key))
                        .or(() -> Optional.ofNullable(model.answers().get(key)).map(all -> fitting(test, all))));
    }

    private ValueReading number(ObservationTest test, Quantity quantity, List<ReferenceRange> ranges) {
        if (test.thresholds().isEmpty()) {
            return test.reads() == Reads.PRESENCE
                    ? ValueReading.unreadable("a number alone does not say whether it is positive")
                    : byRange(quantity, ranges);
        }
        Optional<BigDecimal> number =
                test.units().map(family -> family.convert(quantity)).orElse(Optional.of(quantity.number()));
        if (number.isEmpty()) {
            return ValueReading.unreadable("its unit is missing or is none of this test");
        }
        Set<TestResult> found = test.thresholds().of(NumberInterval.of(number.get(), quantity.comparator()));
        return ValueReading.of(test.reads() == Reads.PRESENCE ? asPresence(found) : found, "by its number");
    }

    private static Set<TestResult> asPresence(Set<TestResult> found) {
        EnumSet<TestResult> results = EnumSet.noneOf(TestResult.class);
        if (found.contains(TestResult.HIGH)) {
            results.add(TestResult.POSITIVE);
        }
        if (found.contains(TestResult.NORMAL)) {
            results.add(TestResult.NEGATIVE);
        }
        return results;
    }

    /** Without a limit of the model only the laboratory knows what is normal; several ranges are for several people. */
    private static ValueReading byRange(Quantity quantity, List<ReferenceRange> ranges) {
        if (ranges.size() != 1) {
            return ValueReading.unreadable("it is a number without a word or a range of the laboratory");
        }
        ReferenceRange range = ranges.get(0);
        boolean sameUnit = Stream.of(range.low(), range.high())
                .flatMap(Optional::stream)
                .allMatch(limit -> limit.unitCode().equals(quantity.unitCode())
                        && limit.unitText().equals(quantity.unitText())
                        && limit.unitSystem().equals(quantity.unitSystem()));
        if (!sameUnit) {
            return ValueReading.unreadable("its unit is not that of the laboratory's range");
        }
        Thresholds limits =
                new Thresholds(range.low().map(Quantity::number), range.high().map(Quantity::number), Optional.empty());
        return ValueReading.of(
                limits.of(NumberInterval.of(quantity.number(), quantity.comparator())),
                "by the range of the laboratory");
    }
}
