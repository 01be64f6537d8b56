// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.read.PatientCandidates;
import dev.stemgate.fhir.read.PatientCandidates.Candidate;
import dev.stemgate.intake.Subject;
import dev.stemgate.intake.drop.MatchDecision.Certain;
import dev.stemgate.intake.drop.MatchDecision.Uncertain;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who a subject is at the EHR (issue 5, Matching): found by system and value of an identifier, exactly one, and nothing in birth date
 * or sex against it. What is missing contradicts nothing; names are never looked at; no Patient is ever made.
 *
 * @param subject as the source describes
 * @param idIsEhrs whether the source's patient ids are the EHR's own
 */
public record PatientMatch(Subject subject, boolean idIsEhrs) {

    private static final int MOST_ASKED = 10;

    public PatientMatch {
        Objects.requireNonNull(subject, "subject");
    }

    /** The search that finds the candidates; empty when there is nothing to search by. */
    public Optional<String> search() {
        if (idIsEhrs && !bareId().isEmpty()) {
            return Optional.of("Patient?_id=" + encoded(bareId()));
        }
        if (subject.identifiers().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Patient?identifier="
                + subject.identifiers().stream()
                        .limit(MOST_ASKED)
                        .map(identifier -> encoded(escaped(identifier.system()) + "|" + escaped(identifier.value())))
                        .collect(Collectors.joining(",")));
    }

    /** Judges what the search found. A server that does not heed the question may name anybody, so each is checked. */
    public MatchDecision decide(PatientCandidates answer) {
        List<Candidate> meant = answer.patients().stream().filter(this::carries).toList();
        long patients = meant.stream().map(Candidate::id).distinct().count();
        if (patients == 0) {
            return CandidateCheck.uncertain(
                    answer.whole() ? Reason.UNMATCHED_PATIENT : Reason.AMBIGUOUS_PATIENT, answer);
        }
        if (patients > 1 || !answer.whole()) {
            return CandidateCheck.uncertain(Reason.AMBIGUOUS_PATIENT, answer);
        }
        Candidate found = meant.get(0);
        return new CandidateCheck(subject).contradicts(found)
                ? CandidateCheck.uncertain(Reason.CONFLICT, answer)
                : new Certain(found.id());
    }

    /**
     * What the EHR's own index of patients can be asked when this found nobody; empty where the source's ids are the EHR's, and so say
     * all there is to say, or where the source gives no identifier.
     */
    public Optional<GradedMatch> further() {
        return idIsEhrs || subject.identifiers().isEmpty() ? Optional.empty() : Optional.of(new GradedMatch(subject));
    }

    /** There was nothing to ask by. */
    public static MatchDecision nothingToAskBy() {
        return new Uncertain(Reason.UNMATCHED_PATIENT, "");
    }

    private boolean carries(Candidate candidate) {
        if (idIsEhrs && !bareId().isEmpty()) {
            return candidate.id().equals(bareId());
        }
        return new CandidateCheck(subject).carriesIdentifier(candidate);
    }

    /** The EHR's own id, where the source names its patients by the EHR's addresses. */
    private String bareId() {
        String last = subject.localId().substring(subject.localId().lastIndexOf('/') + 1);
        return last.matches("[A-Za-z0-9.-]{1,64}") ? last : "";
    }

    /** What separates tokens in a FHIR search stands with a backslash inside them. */
    private static String escaped(String token) {
        return token.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
