// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Sex;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded patients: any code of the cases with any status and date, partial and contradictory ones too. */
final class RandomFacts {

    static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);
    /** Later than any evaluation date, so that no data is stale. */
    static final LocalDate READ_ON = LocalDate.of(2100, 1, 1);

    private static final Code HARMLESS =
            new Code("http://snomed.info/sct", "224355006", "Served in armed forces (finding)");

    private final Random random;
    private final List<Code> clinical;
    private final List<Code> drugs;
    private int next;

    RandomFacts(long seed, CaseTerminology codes) {
        random = new Random(seed);
        clinical = codes.known().stream()
                .filter(code -> !CaseTerminology.isDrug(code))
                .toList();
        drugs = codes.known().stream().filter(CaseTerminology::isDrug).toList();
    }

    /** A patient with a harmless countable Condition and up to six other records; everything was read. */
    PatientFacts patient() {
        List<ConditionFact> conditions = new ArrayList<>(List.of(harmless()));
        List<MedicationFact> medications = new ArrayList<>();
        int records = random.nextInt(7);
        for (int i = 0; i < records; i++) {
            if (random.nextInt(3) > 0) {
                conditions.add(condition());
            } else {
                medications.add(medication());
            }
        }
        return facts(person(), conditions, medications, complete());
    }

    static PatientFacts facts(
            Person person,
            List<ConditionFact> conditions,
            List<MedicationFact> medications,
            Map<RecordKind, Reading> readings) {
        return new PatientFacts(new PatientKey("test", "p"), person, conditions, medications, readings, READ_ON);
    }

    static Map<RecordKind, Reading> complete() {
        Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            readings.put(kind, Reading.COMPLETE);
        }
        return readings;
    }

    static ConditionFact harmless() {
        return condition("base", HARMLESS, ClinicalStatus.ACTIVE, Optional.empty(), Optional.empty());
    }

    static ConditionFact condition(
            String id, Code code, ClinicalStatus status, Optional<When> onset, Optional<When> abatement) {
        return new ConditionFact(
                new ResourceRef("Condition", id, "1"),
                Concept.of(code),
                status,
                VerificationStatus.MISSING,
                false,
                onset,
                abatement,
                Optional.empty(),
                List.of());
    }

    ConditionFact condition() {
        return new ConditionFact(
                new ResourceRef("Condition", "c" + next++, "1"),
                concept(),
                any(ClinicalStatus.values()),
                random.nextBoolean() ? VerificationStatus.CONFIRMED : any(VerificationStatus.values()),
                random.nextInt(4) == 0,
                maybe(this::when),
                random.nextInt(3) == 0 ? maybe(this::when) : Optional.empty(),
                random.nextBoolean() ? maybe(this::range) : Optional.empty(),
                List.of());
    }

    /** A code, now and then two of them, or words. */
    private Concept concept() {
        return switch (random.nextInt(12)) {
            case 0 -> Concept.text("pneumonia or hiv or pregnancy");
            case 1, 2 -> new Concept(List.of(any(clinical), any(clinical)), "", "");
            default -> Concept.of(any(clinical));
        };
    }

    MedicationFact medication() {
        boolean statement = random.nextBoolean();
        return new MedicationFact(
                new ResourceRef(statement ? "MedicationStatement" : "MedicationRequest", "m" + next++, "1"),
                statement ? MedicationFact.Kind.STATEMENT : MedicationFact.Kind.REQUEST,
                any(MedicationFact.Status.values()),
                statement ? MedicationFact.Intent.NONE : any(MedicationFact.Intent.values()),
                !statement && random.nextInt(10) == 0,
                List.of(Concept.of(any(drugs))),
                true,
                statement ? maybe(this::when) : Optional.empty(),
                statement ? maybe(this::range) : Optional.empty(),
                statement ? Optional.empty() : maybe(this::range),
                statement ? Optional.empty() : maybe(this::range),
                statement ? Optional.empty() : maybe(() -> Duration.ofDays(1 + random.nextInt(120))),
                random.nextInt(3),
                random.nextInt(6) == 0 ? List.of(Concept.text("prophylaxis")) : List.of(),
                List.of());
    }

    private Person person() {
        Optional<Person.Deceased> deceased =
                random.nextInt(25) == 0 ? Optional.of(new Person.Deceased(maybe(this::range))) : Optional.empty();
        return new Person(
                new ResourceRef("Patient", "p", "1"),
                maybe(this::birth),
                any(Sex.values()),
                deceased,
                true,
                random.nextInt(20) > 0,
                Optional.empty(),
                List.of());
    }

    private DateRange birth() {
        return precise(LocalDate.of(1940, 1, 1).plusDays(random.nextInt(27_000)));
    }

    private When when() {
        return switch (random.nextInt(8)) {
            case 0 -> new When.Worded("some time ago");
            case 1 -> new When.AtAge(Period.ofYears(20), Period.ofYears(20 + random.nextInt(40)));
            case 2 -> new When.Span(maybe(this::range), maybe(this::range));
            default -> new When.Dated(range());
        };
    }

    /** Mostly within a year around as-of, where windows begin and end; now and then years away. */
    private DateRange range() {
        int spread = random.nextInt(4) == 0 ? 4_000 : 450;
        return precise(AS_OF.plusDays(random.nextInt(spread + 200) - (long) spread));
    }

    private DateRange precise(LocalDate day) {
        return switch (random.nextInt(6)) {
            case 0 -> DateRange.year(Year.from(day));
            case 1 -> DateRange.month(YearMonth.from(day));
            default -> DateRange.day(day);
        };
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    Random random() {
        return random;
    }
}
