// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.FileRecord.SystemValue;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientCandidates.Candidate;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.drop.MatchDecision.Certain;
import dev.stemgate.intake.drop.MatchDecision.Uncertain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts of an answer to {@code Patient/$match}. */
class GradedMatchTest {

    private static final Subject SUBJECT =
            new Subject("x", List.of(new PatientIdentifier("urn:ours", "7")), "1990-01-01", "female");
    private static final SystemValue FOREIGN = new SystemValue("urn:theirs", "7");

    @Test
    void theOnlyCertainOneOfTheSameBirthDateAndSexIsMatched() {
        assertThat(decide(SUBJECT, candidate("a", FOREIGN, "1990-01-01", "female", "certain")))
                .isEqualTo(new Certain("a"));
        assertThat(decide(
                        SUBJECT,
                        candidate("a", FOREIGN, "1990-01-01", "female", "certain"),
                        candidate("b", FOREIGN, "1990-01-01", "female", "probable")))
                .isEqualTo(new Certain("a"));
    }

    @Test
    void noOtherGradeCounts() {
        for (String grade : List.of("probable", "possible", "certainly-not", "", "CERTAIN")) {
            assertThat(reason(decide(SUBJECT, candidate("a", FOREIGN, "1990-01-01", "female", grade))))
                    .as(grade)
                    .isEqualTo(Reason.AMBIGUOUS_PATIENT);
        }
    }

    @Test
    void twoCertainOnesAreAmbiguousAndCandidatesForAPerson() {
        MatchDecision decision = decide(
                SUBJECT,
                candidate("a", FOREIGN, "1990-01-01", "female", "certain"),
                candidate("b", FOREIGN, "1990-01-01", "female", "certain"));
        assertThat(reason(decision)).isEqualTo(Reason.AMBIGUOUS_PATIENT);
        assertThat(((Uncertain) decision).candidates()).contains("\"a\"", "\"b\"");
    }

    @Test
    void theEhrsCertaintyAloneNeverCounts() {
        Subject namesake = new Subject("x", SUBJECT.identifiers(), "", "");
        assertThat(reason(decide(namesake, candidate("a", FOREIGN, "1990-01-01", "female", "certain"))))
                .isEqualTo(Reason.AMBIGUOUS_PATIENT);
        Subject yearOnly = new Subject("x", SUBJECT.identifiers(), "1990", "female");
        assertThat(reason(decide(yearOnly, candidate("a", FOREIGN, "1990", "female", "certain"))))
                .isEqualTo(Reason.AMBIGUOUS_PATIENT);
        Subject noSex = new Subject("x", SUBJECT.identifiers(), "1990-01-01", "unknown");
        assertThat(reason(decide(noSex, candidate("a", FOREIGN, "1990-01-01", "unknown", "certain"))))
                .isEqualTo(Reason.AMBIGUOUS_PATIENT);
    }

    @Test
    void anIdentifierAgreesWhereBirthDateAndSexAreMissing() {
        Subject bare = new Subject("x", SUBJECT.identifiers(), "", "");
        assertThat(decide(bare, candidate("a", new SystemValue("urn:ours", "7"), "", "", "certain")))
                .isEqualTo(new Certain("a"));
    }

    @Test
    void aContradictionIsAConflict() {
        assertThat(reason(decide(SUBJECT, candidate("a", FOREIGN, "1990-01-02", "female", "certain"))))
                .isEqualTo(Reason.CONFLICT);
        assertThat(reason(decide(SUBJECT, candidate("a", FOREIGN, "1990-01-01", "male", "certain"))))
                .isEqualTo(Reason.CONFLICT);
    }

    @Test
    void anotherNumberOfTheSameSystemIsAConflictSinceTwinsDifferInNothingElse() {
        SystemValue other = new SystemValue("urn:ours", "8");
        assertThat(reason(decide(SUBJECT, candidate("a", other, "1990-01-01", "female", "certain"))))
                .isEqualTo(Reason.CONFLICT);
    }

    @Test
    void anAnswerThatIsNotWholeDecidesNothingAndAnEmptyOneFindsNobody() {
        Candidate found = candidate("a", FOREIGN, "1990-01-01", "female", "certain");
        assertThat(reason(new GradedMatch(SUBJECT).decide(new PatientCandidates(List.of(found), false))))
                .isEqualTo(Reason.AMBIGUOUS_PATIENT);
        assertThat(reason(decide(SUBJECT))).isEqualTo(Reason.UNMATCHED_PATIENT);
        assertThat(reason(new GradedMatch(SUBJECT).decide(new PatientCandidates(List.of(), false))))
                .isEqualTo(Reason.AMBIGUOUS_PATIENT);
    }

    @Test
    void nothingIsAskedWithoutAnIdentifierOrWhereTheIdsAreTheEhrs() {
        Subject anonymous = new Subject("x", List.of(), "1990-01-01", "female");
        assertThat(new GradedMatch(anonymous).question()).isEmpty();
        assertThat(new PatientMatch(anonymous, false).further()).isEmpty();
        assertThat(new PatientMatch(SUBJECT, true).further()).isEmpty();
        assertThat(new PatientMatch(SUBJECT, false).further()).contains(new GradedMatch(SUBJECT));
    }

    private static MatchDecision decide(Subject subject, Candidate... candidates) {
        return new GradedMatch(subject).decide(new PatientCandidates(List.of(candidates), true));
    }

    private static Candidate candidate(String id, SystemValue identifier, String birthDate, String sex, String grade) {
        return new Candidate(id, List.of(identifier), birthDate, sex, grade);
    }

    private static Reason reason(MatchDecision decision) {
        return ((Uncertain) decision).reason();
    }
}
