// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationValue;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.Sex;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.math.BigDecimal;
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
import java.util.stream.Stream;

/** Seeded patients: any code of the cases with any status and date, partial and contradictory ones too. */
final class RandomFacts {

    static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);
    /** Later than any evaluation date, so that no data is stale. */
    static final LocalDate READ_ON = LocalDate.of(2100, 1, 1);

    private static final Code HARMLESS =
            new Code("http://snomed.info/sct", "224355006", "Served in armed forces (finding)");

    private static final List<ObservationTest> TESTS = ModelLoader.load(ShippedModelTest.MODEL, "random")
            .evidence()
            .observations()
            .tests();
    private static final List<Code> ANSWERS = List.of(
            new Code("http://snomed.info/sct", "10828004", "Positive"),
            new Code("http://snomed.info/sct", "260385009", "Negative"),
            new Code("http://loinc.org", "LA15173-0", "Pregnant"),
            new Code("http://loinc.org", "LA15920-4", "Former smoker"),
            new Code("http://snomed.info/sct", "449868002", "Smokes tobacco daily"),
            new Code("http://example.org/answers", "A1", "Answer"));

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
        PatientFacts facts = facts(person(), conditions, medications, complete());
        return with(facts, some(this::observation), some(this::procedure), some(this::allergy));
    }

    private <T> List<T> some(Supplier<T> record) {
        return Stream.generate(record).limit(random.nextInt(3)).toList();
    }

    /** The same patient with these records instead. */
    static PatientFacts with(
            PatientFacts facts,
            List<ObservationFact> observations,
            List<ProcedureFact> procedures,
            List<AllergyFact> allergies) {
        return new PatientFacts(
                facts.key(),
                facts.person(),
                facts.conditions(),
                facts.medications(),
                observations,
                procedures,
                allergies,
                facts.serviceRequests(),
                facts.readings(),
                facts.readOn());
    }

    /** The same patient with these Conditions, medications and readings instead. */
    static PatientFacts with(
            PatientFacts facts,
            List<ConditionFact> conditions,
            List<MedicationFact> medications,
            Map<RecordKind, Reading> readings) {
        return new PatientFacts(
                facts.key(),
                facts.person(),
                conditions,
                medications,
                facts.observations(),
                facts.procedures(),
                facts.allergies(),
                facts.serviceRequests(),
                readings,
                facts.readOn());
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

    ObservationFact observation() {
        ObservationTest test = any(TESTS);
        Code question =
                new Code("http://loinc.org", any(test.codes().stream().sorted().toList()), "");
        boolean panel = random.nextInt(8) == 0;
        return new ObservationFact(
                new ResourceRef("Observation", "o" + next++, "1"),
                panel ? Concept.text("panel") : Concept.of(question),
                random.nextInt(3) > 0 ? ObservationFact.Status.FINAL : any(ObservationFact.Status.values()),
                panel ? new ObservationValue.Missing(Concept.nothing()) : value(test),
                interpretations(),
                List.of(),
                panel
                        ? List.of(new ObservationFact.Component(
                                Concept.of(question), value(test), interpretations(), List.of()))
                        : List.of(),
                maybe(this::when),
                maybe(this::range),
                List.of());
    }

    private List<Concept> interpretations() {
        return random.nextInt(4) == 0
                ? List.of(Concept.of(new Code("", any(List.of("H", "L", "N", "A", "POS", "NEG", "IND", "?")), "")))
                : List.of();
    }

    private ObservationValue value(ObservationTest test) {
        List<String> units = List.of("10*9/L", "/uL", "Cel", "[degF]", "%", "", "mg");
        String unit = random.nextInt(3) == 0
                ? any(units)
                : test.units().map(UnitFamily::id).map(RandomFacts::unit).orElse("");
        return switch (random.nextInt(8)) {
            case 0 -> new ObservationValue.Text(any(List.of("positive", "negative", "see report")));
            case 1 -> new ObservationValue.Coded(Concept.of(any(ANSWERS)));
            case 2 -> new ObservationValue.Missing(Concept.nothing());
            case 3 -> new ObservationValue.Truth(random.nextBoolean());
            case 4 -> new ObservationValue.Coded(Concept.of(any(clinical)));
            default ->
                new ObservationValue.Quantity(
                        BigDecimal.valueOf(random.nextInt(5_000), 1),
                        random.nextInt(4) == 0
                                ? any(ObservationValue.Comparator.values())
                                : ObservationValue.Comparator.EXACT,
                        "http://unitsofmeasure.org",
                        unit,
                        "");
        };
    }

    private static String unit(String family) {
        return Map.of("cells", "10*9/L", "temperature", "Cel", "percent", "%", "filtration", "mL/min/{1.73_m2}")
                .getOrDefault(family, "1");
    }

    ProcedureFact procedure() {
        return new ProcedureFact(
                new ResourceRef("Procedure", "r" + next++, "1"),
                random.nextInt(15) == 0 ? Concept.text("chemotherapy") : Concept.of(any(clinical)),
                random.nextBoolean() ? ProcedureFact.Status.COMPLETED : any(ProcedureFact.Status.values()),
                maybe(this::when),
                List.of(),
                List.of(),
                List.of());
    }

    AllergyFact allergy() {
        return new AllergyFact(
                new ResourceRef("AllergyIntolerance", "a" + next++, "1"),
                any(List.of(
                        Concept.text("DMSO"),
                        Concept.text("pollen"),
                        Concept.text("No known allergies"),
                        Concept.of(new Code("http://www.whocc.no/atc", "J01GB03", "gentamicin")),
                        Concept.nothing())),
                any(ClinicalStatus.values()),
                random.nextBoolean() ? VerificationStatus.CONFIRMED : any(VerificationStatus.values()),
                any(AllergyFact.Criticality.values()),
                random.nextInt(4) == 0
                        ? List.of(
                                new AllergyFact.Reaction(Concept.nothing(), List.of(Concept.text("anaphylaxis")), true))
                        : List.of(),
                maybe(this::when),
                maybe(this::range),
                Optional.empty(),
                List.of());
    }

    MedicationFact medication() {
        if (random.nextInt(6) == 0) {
            return given();
        }
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

    private MedicationFact given() {
        boolean administration = random.nextBoolean();
        return new MedicationFact(
                new ResourceRef(administration ? "MedicationAdministration" : "MedicationDispense", "g" + next++, "1"),
                administration ? MedicationFact.Kind.ADMINISTRATION : MedicationFact.Kind.DISPENSE,
                any(MedicationFact.Status.values()),
                MedicationFact.Intent.NONE,
                false,
                List.of(Concept.of(any(drugs))),
                true,
                maybe(this::when),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                administration ? Optional.empty() : maybe(() -> Duration.ofDays(1 + random.nextInt(120))),
                0,
                List.of(),
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
