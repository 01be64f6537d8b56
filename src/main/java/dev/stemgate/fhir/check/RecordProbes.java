// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.PatientSearch;
import dev.stemgate.fhir.read.PatientSearches;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.model.RecordKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Can one patient's record be read, kind by kind, with the searches that the bridge makes. */
final class RecordProbes {

    private static final Set<RecordKind> MEDICATIONS =
            EnumSet.of(RecordKind.MEDICATION_STATEMENT, RecordKind.MEDICATION_REQUEST);

    private final Asker asker;
    private final EhrSettings settings;
    private final Findings findings;
    private final Map<RecordKind, Attempt> tried = new EnumMap<>(RecordKind.class);

    RecordProbes(Asker asker, EhrSettings settings, Findings findings) {
        this.asker = asker;
        this.settings = settings;
        this.findings = findings;
    }

    /** Tries every kind of the plan on one patient. */
    void kinds(String patientId, ReadingPlan plan) {
        for (PatientSearch search : PatientSearches.forPatient(patientId, settings, plan)) {
            Attempt attempt = asker.search(search.relativeUrl());
            tried.merge(search.kind(), attempt, RecordProbes::worse);
        }
        tried.forEach((kind, attempt) -> judge(kind, attempt, patientId));
        boolean anyMedication = MEDICATIONS.stream()
                .anyMatch(kind -> tried.get(kind) instanceof Attempt.Answered answered
                        && answered.warnings().isEmpty());
        if (!anyMedication) {
            findings.fails(
                    "medications",
                    "neither MedicationStatement nor MedicationRequest can be read whole",
                    "Every patient stays incomplete, so 'indeterminate' at best: the hospital has to open one of the two.");
        }
    }

    /** Without a patient only the declarations can be told. */
    void declaredOnly(Capabilities capabilities, ReadingPlan plan) {
        for (RecordKind kind : plan.kinds()) {
            String type = kind.fhirType();
            boolean declared = capabilities.declares(type);
            findings.notTried(
                    type,
                    declared ? "declared" : "not declared",
                    "No patient is known to try it on: name one with --patient.");
        }
    }

    private void judge(RecordKind kind, Attempt attempt, String patientId) {
        String type = kind.fhirType();
        if (attempt instanceof Attempt.Refused refused) {
            refused(kind, refused, patientId);
        } else if (attempt instanceof Attempt.Answered answered
                && !answered.warnings().isEmpty()) {
            findings.limited(
                    type,
                    answered.seen(),
                    "Where the server warns so, this kind counts as not read to the end for that patient.");
        } else if (kind == RecordKind.PATIENT
                && attempt instanceof Attempt.Answered answered
                && answered.records(type).isEmpty()) {
            findings.fails(
                    type, "not found by a search for its id", "The patient that was tried is not there; name another.");
        } else {
            findings.works(type, attempt.seen(), "Read to the last page.");
        }
    }

    private void refused(RecordKind kind, Attempt.Refused refused, String patientId) {
        String type = kind.fhirType();
        if (MEDICATIONS.contains(kind)
                && settings.includeMedications()
                && !refused.notServed()
                && withoutInclude(kind, patientId)) {
            findings.limited(
                    type,
                    refused.seen() + " with _include, answered without",
                    "Set includeMedications: no; the Medications are then read one after the other.");
            findings.propose("includeMedications", "no");
        } else if (refused.notServed()) {
            findings.limited(type, refused.seen(), notServed(kind));
            if (kind != RecordKind.PATIENT && kind != RecordKind.CONDITION) {
                findings.proposeAlso("notAvailable", type);
            }
        } else {
            findings.fails(
                    type,
                    refused.seen(),
                    "This kind stays incomplete for every patient; ask the hospital for access, or for why it refuses.");
        }
    }

    private boolean withoutInclude(RecordKind kind, String patientId) {
        Attempt again = asker.search(kind.fhirType() + "?patient=" + patientId + "&_count="
                + settings.limits().pageSize());
        return again instanceof Attempt.Answered;
    }

    private static String notServed(RecordKind kind) {
        if (kind == RecordKind.PATIENT || kind == RecordKind.CONDITION) {
            return "Nobody can be screened without it.";
        }
        if (MEDICATIONS.contains(kind)) {
            return "Well where the other of the two medication types is served.";
        }
        return "What needs it cannot be judged and is published as such.";
    }

    private static Attempt worse(Attempt one, Attempt other) {
        if (one instanceof Attempt.Refused) {
            return one;
        }
        boolean warned =
                one instanceof Attempt.Answered answered && !answered.warnings().isEmpty();
        return other instanceof Attempt.Refused || !warned ? other : one;
    }

    /** Can several patients be asked for at once: their answers must hold both and nobody else. */
    void lists(List<String> patients) {
        if (patients.size() < 2) {
            findings.notTried("several patients at once", "fewer than two patients are known", "");
            return;
        }
        Attempt attempt = asker.search("Patient?_id=" + String.join(",", patients) + "&_count=" + patients.size());
        long found = attempt instanceof Attempt.Answered answered
                ? answered.records("Patient").stream()
                        .flatMap(entry -> entry.id().stream())
                        .filter(patients::contains)
                        .distinct()
                        .count()
                : 0;
        if (found == patients.size()) {
            findings.works(
                    "several patients at once",
                    found + " of " + patients.size() + " by a list of ids",
                    "Records can be read in batches, with far fewer requests.");
        } else {
            findings.limited(
                    "several patients at once",
                    attempt instanceof Attempt.Answered ? found + " of " + patients.size() + " found" : attempt.seen(),
                    "Each patient is read alone: slower, and just as complete.");
        }
    }
}
