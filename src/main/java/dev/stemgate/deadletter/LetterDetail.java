// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One letter with all that is personal about it, for a person who asked for it; asking is audited.
 *
 * @param letter without personal data
 * @param patient whose it is
 * @param payload the original bytes; empty when there were none, or they were erased
 * @param waiting the patients who wait for an unclassified code, in order of arrival
 * @param corrections newest first
 * @param replays newest first
 * @param candidates the patients of the EHR among whom it could not be decided whose a record of a file is
 * @param matchable whether a person can say whose the record is
 * @param suggestion one sentence: what to do next
 */
public record LetterDetail(
        DeadLetter letter,
        Optional<PatientKey> patient,
        byte[] payload,
        List<PatientKey> waiting,
        List<Correction> corrections,
        List<Replay> replays,
        List<PatientCandidate> candidates,
        boolean matchable,
        String suggestion) {

    public LetterDetail {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(patient, "patient");
        payload = payload.clone();
        waiting = List.copyOf(waiting);
        corrections = List.copyOf(corrections);
        replays = List.copyOf(replays);
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(suggestion, "suggestion");
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** Without payload and patient, which are personal data. */
    @Override
    public String toString() {
        return "LetterDetail[" + letter.id() + ", " + payload.length + " bytes]";
    }
}
