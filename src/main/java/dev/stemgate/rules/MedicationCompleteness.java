// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Concept;
import dev.stemgate.model.Gap;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.UnclassifiedCode;
import dev.stemgate.terminology.Classification.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the medications were read: Statement or Request, whichever is served; a type that is served but was not read to the
 * end makes them incomplete; neither served means not read (MODEL §3, Needs).
 */
final class MedicationCompleteness {

    private static final List<RecordKind> KINDS =
            List.of(RecordKind.MEDICATION_STATEMENT, RecordKind.MEDICATION_REQUEST);

    private final PatientRecord patient;
    private final Policies.NoMedications noMedications;

    MedicationCompleteness(PatientRecord patient, Policies.NoMedications noMedications) {
        this.patient = patient;
        this.noMedications = noMedications;
    }

    List<String> gaps() {
        List<String> gaps = new ArrayList<>(readingGaps(patient.facts()));
        Set<String> unread = new TreeSet<>();
        for (ClassifiedMedication medication : patient.countableMedications()) {
            addUnread(medication, unread);
        }
        gaps.addAll(unread);
        if (gaps.isEmpty() && patient.countableMedications().isEmpty()) {
            nothingFound().forEach(gaps::add);
        }
        return gaps;
    }

    /** Of what was refused; where nothing was read and nothing refused, of every kind. */
    private static List<String> readingGaps(PatientFacts facts) {
        List<String> refused = new ArrayList<>();
        List<String> all = new ArrayList<>();
        boolean oneRead = false;
        for (RecordKind kind : KINDS) {
            Reading reading = withoutReferences(facts.reading(kind));
            List<String> words = Readings.gaps(kind, reading);
            all.addAll(words);
            if (reading instanceof Reading.Incomplete) {
                refused.addAll(words);
            }
            oneRead |= reading instanceof Reading.Complete;
        }
        return !refused.isEmpty() || oneRead ? refused : all;
    }

    /** A reference that leads nowhere is judged with its record: it matters only where the record counts. */
    private static Reading withoutReferences(Reading reading) {
        if (!(reading instanceof Reading.Incomplete incomplete)) {
            return reading;
        }
        List<Gap> others = incomplete.gaps().stream()
                .filter(gap -> gap.cause() != Gap.Cause.UNRESOLVED_REFERENCE)
                .collect(Collectors.toList());
        return others.isEmpty() ? Reading.COMPLETE : new Reading.Incomplete(others);
    }

    private static void addUnread(ClassifiedMedication medication, Set<String> unread) {
        MedicationFact fact = medication.fact();
        List<Concept> drugs = fact.drugs();
        if (!fact.resolved() || drugs.isEmpty()) {
            unread.add("the drug of " + fact.ref().key() + " could not be read");
            return;
        }
        for (int i = 0; i < drugs.size(); i++) {
            if (drugs.get(i).isEmpty() || medication.drugs().get(i).standing() == Standing.NO_INFORMATION) {
                unread.add(fact.ref().key() + " is masked or gives no information");
                return;
            }
        }
    }

    private Stream<String> nothingFound() {
        boolean none = noMedications == Policies.NoMedications.NONE && ConditionCompleteness.hasDisease(patient);
        return none ? Stream.of() : Stream.of("no medication is recorded, and no statement that there is none");
    }

    List<UnclassifiedCode> unclassified() {
        List<UnclassifiedCode> unclassified = new ArrayList<>(0);
        for (ClassifiedMedication medication : patient.countableMedications()) {
            List<Concept> drugs = medication.fact().drugs();
            for (int i = 0; i < drugs.size(); i++) {
                if (medication.drugs().get(i).standing() == Standing.UNCLASSIFIED
                        && !drugs.get(i).isEmpty()) {
                    UnclassifiedCodes.add(
                            kind(medication.fact()), medication.fact().ref(), drugs.get(i), unclassified);
                }
            }
        }
        return unclassified;
    }

    private static RecordKind kind(MedicationFact medication) {
        return switch (medication.kind()) {
            case STATEMENT -> RecordKind.MEDICATION_STATEMENT;
            case REQUEST -> RecordKind.MEDICATION_REQUEST;
            case ADMINISTRATION -> RecordKind.MEDICATION_ADMINISTRATION;
            case DISPENSE -> RecordKind.MEDICATION_DISPENSE;
        };
    }
}
