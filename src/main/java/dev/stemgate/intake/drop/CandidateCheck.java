// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord.SystemValue;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientCandidates.Candidate;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.drop.MatchDecision.Uncertain;
import java.util.Objects;
import java.util.Set;

/**
 * What speaks for and against a Patient of the EHR being a subject: identifiers, birth date, sex. Names are never looked at.
 *
 * @param subject as the source describes
 */
record CandidateCheck(Subject subject) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OPPOSITE = Set.of("male", "female");
    private static final int WHOLE_DATE = "YYYY-MM-DD".length();
    private static final int MOST_CANDIDATES = 20;

    CandidateCheck {
        Objects.requireNonNull(subject, "subject");
    }

    /** System and value of an identifier are the same. */
    boolean carriesIdentifier(Candidate candidate) {
        return candidate.identifiers().stream().anyMatch(this::isOurs);
    }

    private boolean isOurs(SystemValue identifier) {
        return !identifier.system().isEmpty()
                && !identifier.value().isEmpty()
                && subject.identifiers().contains(new PatientIdentifier(identifier.system(), identifier.value()));
    }

    /** Another value of a naming system of ours, and none that is the same: twins, and two people of one birthday, differ so. */
    boolean carriesAnother(Candidate candidate) {
        return !carriesIdentifier(candidate)
                && candidate.identifiers().stream().anyMatch(theirs -> subject.identifiers().stream()
                        .anyMatch(ours -> ours.system().equals(theirs.system())));
    }

    /** Birth date or sex is another one. What is missing contradicts nothing. */
    boolean contradicts(Candidate candidate) {
        boolean sex = OPPOSITE.contains(candidate.sex())
                && OPPOSITE.contains(subject.sex())
                && !candidate.sex().equals(subject.sex());
        return sex || !sameDate(candidate.birthDate(), subject.birthDate());
    }

    /** Dates of different precision agree as far as both go. */
    private static boolean sameDate(String one, String other) {
        int common = Math.min(one.length(), other.length());
        return one.substring(0, common).equals(other.substring(0, common));
    }

    /** Both say the same day of birth and the same sex. */
    boolean sameBirthDateAndSex(Candidate candidate) {
        return subject.birthDate().length() == WHOLE_DATE
                && subject.birthDate().equals(candidate.birthDate())
                && OPPOSITE.contains(subject.sex())
                && subject.sex().equals(candidate.sex());
    }

    /** The candidates go with the reason, for a person to choose from. */
    static Uncertain uncertain(Reason reason, PatientCandidates answer) {
        ArrayNode candidates = JSON.createArrayNode();
        answer.patients().stream().limit(MOST_CANDIDATES).forEach(candidate -> candidates
                .addObject()
                .put("patient", candidate.id())
                .put("birthDate", candidate.birthDate())
                .put("sex", candidate.sex())
                .put("grade", candidate.grade()));
        return new Uncertain(reason, candidates.isEmpty() ? "" : candidates.toString());
    }
}
