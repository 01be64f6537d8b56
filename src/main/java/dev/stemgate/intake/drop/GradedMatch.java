// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord.SystemValue;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientCandidates.Candidate;
import dev.stemgate.fhir.read.PatientDescription;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.drop.MatchDecision.Certain;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a subject is by the EHR's own index of patients, {@code Patient/$match}, when nobody carries one of its identifiers (issue 5,
 * Matching): the one Patient whom the EHR grades {@code certain}, and of whom an identifier, or both the day of birth and the sex, are
 * those of the subject. An EHR that looks at names may be certain of a namesake; so its word alone never counts.
 *
 * @param subject as the source describes
 */
public record GradedMatch(Subject subject) {

    private static final String CERTAIN = "certain";

    public GradedMatch {
        Objects.requireNonNull(subject, "subject");
    }

    /** What the EHR is asked; empty for a subject without an identifier, since a birthday and a sex are shared by many. */
    public Optional<PatientDescription> question() {
        List<SystemValue> identifiers = subject.identifiers().stream()
                .map(identifier -> new SystemValue(identifier.system(), identifier.value()))
                .toList();
        return identifiers.isEmpty()
                ? Optional.empty()
                : Optional.of(new PatientDescription(identifiers, subject.birthDate(), subject.sex()));
    }

    /** Judges what the operation answered. */
    public MatchDecision decide(PatientCandidates answer) {
        List<Candidate> certain = answer.patients().stream()
                .filter(candidate -> candidate.grade().equals(CERTAIN))
                .toList();
        long patients = certain.stream().map(Candidate::id).distinct().count();
        if (answer.patients().isEmpty() && answer.whole()) {
            return CandidateCheck.uncertain(Reason.UNMATCHED_PATIENT, answer);
        }
        if (patients != 1 || !answer.whole()) {
            return CandidateCheck.uncertain(Reason.AMBIGUOUS_PATIENT, answer);
        }
        return decide(certain.get(0), answer);
    }

    private MatchDecision decide(Candidate found, PatientCandidates answer) {
        CandidateCheck check = new CandidateCheck(subject);
        if (check.contradicts(found) || check.carriesAnother(found)) {
            return CandidateCheck.uncertain(Reason.CONFLICT, answer);
        }
        return check.carriesIdentifier(found) || check.sameBirthDateAndSex(found)
                ? new Certain(found.id())
                : CandidateCheck.uncertain(Reason.AMBIGUOUS_PATIENT, answer);
    }
}
