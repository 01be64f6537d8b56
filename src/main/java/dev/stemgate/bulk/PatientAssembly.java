// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.bulk.spill.Refusal;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Person;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what was set aside of one patient; the order in which it was set aside does not matter. Thread-safe. */
final class PatientAssembly {

    private final String ehr;
    private final LocalDate readOn;
    private final ServedKinds served;

    PatientAssembly(String ehr, LocalDate readOn, ServedKinds served) {
        this.ehr = ehr;
        this.readOn = readOn;
        this.served = served;
    }

    /** What becomes of a record whose subject is no Patient of the export; empty where its line is counted elsewhere. */
    static Optional<Letter> stranger(Entry entry) {
        return letter(entry, new Refusal(RefusalReason.UNRESOLVED_SUBJECT, "its subject is no Patient of the export"));
    }

    /** Whether it says that there is a Patient of this id, whose line is a dead letter. */
    static boolean isPersonUnread(Entry entry) {
        return entry.content() instanceof Entry.Missing missing
                && missing.kind() == RecordKind.PATIENT
                && missing.gap().detail().startsWith("Patient/");
    }

    private static Optional<Letter> letter(Entry entry, Refusal refusal) {
        return entry.content() instanceof Entry.Missing
                ? Optional.empty()
                : Optional.of(new Letter(entry.place(), refusal));
    }

    /** @param all of one patient, a Patient among them */
    Assembled of(String patientId, PatientEntries all) {
        List<Entry> entries = all.entries();
        List<Entry> persons = new ArrayList<>();
        List<Entry> records = new ArrayList<>();
        List<Entry> missing = new ArrayList<>();
        for (Entry entry : entries) {
            (entry.content() instanceof Entry.OfPerson
                            ? persons
                            : entry.content() instanceof Entry.OfFact ? records : missing)
                    .add(entry);
        }
        persons.sort(Comparator.comparing(Entry::place));
        Optional<Entry> person = person(persons);
        if (person.isEmpty()) {
            return refused(
                    entries, RefusalReason.AMBIGUOUS_PATIENT, "two Patients have the id of its subject", "ambiguous");
        }
        if (personOf(person.get()).replacedBy().isPresent()) {
            Assembled away = refused(
                    records,
                    RefusalReason.UNRESOLVED_SUBJECT,
                    "its subject is a Patient who was merged into another one",
                    "merged-away");
            LineCounts gone = new LineCounts(0, 0, persons.size(), 0, 0);
            return new Assembled(away.facts(), away.fate(), away.counts().plus(gone), away.letters());
        }
        records.addAll(missing);
        records.sort(PatientAssembly::inOrder);
        Intake intake = new Intake(all);
        persons.forEach(intake::person);
        records.forEach(intake::take);
        return judged(patientId, person.get(), intake);
    }

    /** The one Patient; of several versions the newest; empty where two contents cannot be told apart. */
    private static Optional<Entry> person(List<Entry> persons) {
        Entry one = persons.get(0);
        for (Entry other : persons.subList(1, persons.size())) {
            String before = personOf(one).ref().version();
            String after = personOf(other).ref().version();
            if (RecordShelf.comparable(before, after)) {
                one = RecordShelf.isNewer(before, after) ? one : other;
            } else if (!one.content().equals(other.content())) {
                return Optional.empty();
            }
        }
        return Optional.of(one);
    }

    private Assembled judged(String patientId, Entry person, Intake intake) {
        List<MedicationFact> medications = intake.facts(RecordFact.OfMedication.class, RecordFact.OfMedication::fact);
        PatientFacts facts = new PatientFacts(
                new PatientKey(ehr, patientId),
                personOf(person),
                intake.facts(RecordFact.OfCondition.class, RecordFact.OfCondition::fact),
                medications,
                intake.facts(RecordFact.OfObservation.class, RecordFact.OfObservation::fact),
                intake.facts(RecordFact.OfProcedure.class, RecordFact.OfProcedure::fact),
                intake.facts(RecordFact.OfAllergy.class, RecordFact.OfAllergy::fact),
                intake.facts(RecordFact.OfServiceRequest.class, RecordFact.OfServiceRequest::fact),
                readings(intake, medications),
                readOn);
        return new Assembled(Optional.of(facts), "", intake.counts(), intake.letters);
    }

    private Map<RecordKind, Reading> readings(Intake intake, List<MedicationFact> medications) {
        Map<RecordKind, Reading> readings = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            List<Gap> gaps = new ArrayList<>(intake.gaps.getOrDefault(kind, List.of()));
            medications.stream()
                    .filter(medication ->
                            !medication.resolved() && medication.ref().type().equals(kind.fhirType()))
                    .forEach(medication -> gaps.add(new Gap(
                            Gap.Cause.UNRESOLVED_REFERENCE, medication.ref().key())));
            readings.put(kind, served.reading(kind, gaps));
        }
        return readings;
    }

    private static Assembled refused(List<Entry> entries, RefusalReason reason, String why, String fate) {
        List<Letter> letters = entries.stream()
                .flatMap(entry -> letter(entry, new Refusal(reason, why)).stream())
                .toList();
        return new Assembled(Optional.empty(), fate, new LineCounts(0, 0, 0, 0, letters.size()), letters);
    }

    private static int inOrder(Entry one, Entry other) {
        int difference = Boolean.compare(isOfMedication(one), isOfMedication(other));
        if (difference == 0) {
            difference = kindOf(one).compareTo(kindOf(other));
        }
        return difference == 0 ? one.place().compareTo(other.place()) : difference;
    }

    private static boolean isOfMedication(Entry entry) {
        return entry.content() instanceof Entry.Missing missing
                && missing.gap().detail().startsWith("Medication/");
    }

    private static RecordKind kindOf(Entry entry) {
        return entry.content() instanceof Entry.Missing missing
                ? missing.kind()
                : factOf(entry).kind();
    }

    private static Person personOf(Entry entry) {
        return ((Entry.OfPerson) entry.content()).person().person();
    }

    private static RecordFact factOf(Entry entry) {
        return ((Entry.OfFact) entry.content()).fact();
    }

    /** Counts and keeps the entries of one patient. */
    private static final class Intake {

        private final RecordShelf shelf;
        private final Map<RecordKind, List<Gap>> gaps = new EnumMap<>(RecordKind.class);
        private final List<Letter> letters = new ArrayList<>();
        private final List<Entry> refused = new ArrayList<>();
        private boolean anyPerson;
        private long screened;
        private long duplicate;

        Intake(PatientEntries all) {
            shelf = new RecordShelf(all.areDistinct());
            screened = all.silent();
        }

        void person(Entry entry) {
            count(entry, !anyPerson, RecordKind.PATIENT, personOf(entry).ref().key());
            anyPerson = true;
        }

        void take(Entry entry) {
            if (entry.content() instanceof Entry.Missing missing) {
                gap(missing.kind(), missing.gap());
            } else {
                RecordFact fact = factOf(entry);
                count(entry, shelf.put(fact), fact.kind(), fact.ref().key());
            }
        }

        private void count(Entry entry, boolean first, RecordKind kind, String key) {
            if (entry.refusal().isEmpty()) {
                screened += first ? 1 : 0;
                duplicate += first ? 0 : 1;
            } else if (refused.stream().anyMatch(before -> RecordShelf.isDuplicate(before, entry))) {
                duplicate++;
            } else {
                Refusal refusal = entry.refusal().get();
                refused.add(entry);
                letters.add(new Letter(entry.place(), refusal));
                gap(
                        kind,
                        new Gap(
                                Gap.Cause.DEAD_LETTERED,
                                key + " " + refusal.reason().code()));
            }
        }

        private void gap(RecordKind kind, Gap gap) {
            List<Gap> known = gaps.computeIfAbsent(kind, any -> new ArrayList<>());
            if (!known.contains(gap)) {
                known.add(gap);
            }
        }

        LineCounts counts() {
            return new LineCounts(0, screened, 0, duplicate, letters.size());
        }

        <R extends RecordFact, F> List<F> facts(Class<R> type, Function<R, F> fact) {
            return shelf.facts().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .map(fact)
                    .toList();
        }
    }
}
