// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Hazard;
import dev.stemgate.model.Hazard.Level;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Screening;
import dev.stemgate.model.Sex;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned is not known where ServiceRequests were not read: missing is never absent (MODEL §2, Route and target). */
class PlanNotReadTest {

    private static final CaseTerminology CODES = new CaseTerminology();
    private static final Evaluator EVALUATOR = new Evaluator(ModelLoader.load(ShippedModelTest.MODEL, "plan"), CODES);
    private static final List<String> RAISED_BY_A_PLAN = List.of("neurological", "tumour-formation");

    @ParameterizedTest
    @EnumSource(Gap.Cause.class)
    void whateverKeptARequestFromBeingReadItsHazardsAreUnknown(Gap.Cause cause) {
        Screening screening = screening(Reading.incomplete(new Gap(cause, "")));
        Map<String, Level> levels = levels(screening.risks().hazards());
        assertThat(levels).containsEntry("infection", Level.BASELINE);
        RAISED_BY_A_PLAN.forEach(id -> assertThat(levels).containsEntry(id, Level.UNKNOWN));
        screening
                .risks()
                .options()
                .forEach(option -> RAISED_BY_A_PLAN.forEach(id ->
                        assertThat(levels(option.hazards())).as(option.id()).containsEntry(id, Level.UNKNOWN)));
        assertThat(screening.risks().hazards())
                .filteredOn(hazard -> hazard.id().equals("neurological"))
                .singleElement()
                .satisfies(hazard -> assertThat(hazard.why())
                        .contains("not every ServiceRequest could be read")
                        .doesNotContain("none of its factors", "as for everyone"));
        assertThat(screening.outcome()).isEqualTo(screening(Reading.COMPLETE).outcome());
    }

    static List<Reading> readingsThatLeaveNothingOpen() {
        return List.of(Reading.COMPLETE, Reading.NOT_SERVED, Reading.NOT_AVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("readingsThatLeaveNothingOpen")
    void whereThereAreNoRequestsToBeHadNothingIsLeftOpen(Reading reading) {
        Map<String, Level> levels = levels(screening(reading).risks().hazards());
        RAISED_BY_A_PLAN.forEach(id -> assertThat(levels).containsEntry(id, Level.BASELINE));
    }

    private static Screening screening(Reading requests) {
        Map<RecordKind, Reading> readings = new EnumMap<>(RandomFacts.complete());
        readings.put(RecordKind.SERVICE_REQUEST, requests);
        Person person = new Person(
                new ResourceRef("Patient", "p", "1"),
                Optional.of(DateRange.day(LocalDate.of(1990, 5, 17))),
                Sex.FEMALE,
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                List.of());
        PatientFacts facts = RandomFacts.facts(person, List.of(RandomFacts.harmless()), List.of(), readings);
        return EVALUATOR.evaluate(facts, RandomFacts.AS_OF);
    }

    private static Map<String, Level> levels(List<Hazard> hazards) {
        return hazards.stream().collect(Collectors.toMap(Hazard::id, Hazard::level));
    }
}
