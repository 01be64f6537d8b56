// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Finding;
import dev.stemgate.model.Gap;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Screening;
import dev.stemgate.model.Sex;
import dev.stemgate.rules.Criterion.Need;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an optional kind does to the criteria that need it and to the record (MODEL §3, Needs). */
class NeedsTest {

    private static final Model MODEL = ModelLoader.load(ShippedModelTest.MODEL, "needs");
    private static final Evaluator EVALUATOR = new Evaluator(MODEL, new CaseTerminology());

    @ParameterizedTest
    @EnumSource(
            value = Need.class,
            names = {"PROCEDURE", "ALLERGY", "OBSERVATION"})
    void refusedLeavesOpenWhatNeedsItAndTheRecord(Need need) {
        Screening screening = screening(need, Reading.incomplete(new Gap(Gap.Cause.ACCESS_DENIED, "")));
        assertFindings(screening, need, true, true);
        assertThat(screening.outcome().code()).isEqualTo("indeterminate");
    }

    @ParameterizedTest
    @EnumSource(
            value = Need.class,
            names = {"PROCEDURE", "ALLERGY", "OBSERVATION"})
    void notServedLeavesOpenWhatNeedsItAndNotTheRecord(Need need) {
        Screening screening = screening(need, Reading.NOT_SERVED);
        assertFindings(screening, need, true, true);
        assertThat(screening.outcome().code()).isEqualTo(need == Need.PROCEDURE ? "indeterminate" : "caution");
    }

    @ParameterizedTest
    @EnumSource(
            value = Need.class,
            names = {"PROCEDURE", "ALLERGY", "OBSERVATION"})
    void notAvailableIsOnlyNamedForAbsoluteCriteria(Need need) {
        Screening screening = screening(need, Reading.NOT_AVAILABLE);
        assertFindings(screening, need, false, true);
        assertThat(screening.outcome().code()).isNotEqualTo("indeterminate");
        assertThat(screening.reasons()).anySatisfy(reason -> assertThat(reason).contains("the EHR does not give"));
    }

    private static void assertFindings(Screening screening, Need need, boolean absolute, boolean risk) {
        for (Criterion criterion : MODEL.criteria()) {
            if (criterion.evaluated()) {
                boolean open = needs(criterion, need) && (criterion.absolute() ? absolute : risk);
                assertThat(screening.finding(criterion.id()))
                        .as(criterion.id())
                        .contains(open ? Finding.UNKNOWN : Finding.ABSENT);
            }
        }
    }

    /** Itself, or as one that counts the diseases of others. */
    private static boolean needs(Criterion criterion, Need need) {
        return criterion.needs().contains(need)
                || criterion.counts().stream()
                        .flatMap(rule -> rule.criteria().stream())
                        .anyMatch(id -> MODEL.criteria().stream()
                                .anyMatch(other ->
                                        other.id().equals(id) && other.needs().contains(need)));
    }

    private static Screening screening(Need need, Reading reading) {
        Map<RecordKind, Reading> readings = new EnumMap<>(RandomFacts.complete());
        readings.put(
                switch (need) {
                    case PROCEDURE -> RecordKind.PROCEDURE;
                    case ALLERGY -> RecordKind.ALLERGY_INTOLERANCE;
                    default -> RecordKind.OBSERVATION;
                },
                reading);
        Person person = new Person(
                new ResourceRef("Patient", "p", "1"),
                Optional.of(DateRange.day(LocalDate.of(1990, 5, 5))),
                Sex.MALE,
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                List.of());
        PatientFacts facts = RandomFacts.facts(person, List.of(RandomFacts.harmless()), List.of(), readings);
        return EVALUATOR.evaluate(facts, RandomFacts.AS_OF);
    }
}
