// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which letters to list; an empty component lets every letter through. Begin with {@link #all()}.
 *
 * @param since letters last seen at or after
 * @param patient letters of this patient, also unclassified codes this patient waits for
 */
public record LetterFilter(
        Optional<Reason> reason,
        Optional<String> source,
        Optional<Instant> since,
        Optional<PatientKey> patient,
        Optional<LetterState> state) {

    public LetterFilter {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(state, "state");
    }

    public static LetterFilter all() {
        return new LetterFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static LetterFilter open() {
        return all().in(LetterState.OPEN);
    }

    public LetterFilter because(Reason wanted) {
        return new LetterFilter(Optional.of(wanted), source, since, patient, state);
    }

    public LetterFilter from(String wanted) {
        return new LetterFilter(reason, Optional.of(wanted), since, patient, state);
    }

    public LetterFilter since(Instant wanted) {
        return new LetterFilter(reason, source, Optional.of(wanted), patient, state);
    }

    public LetterFilter of(PatientKey wanted) {
        return new LetterFilter(reason, source, since, Optional.of(wanted), state);
    }

    public LetterFilter in(LetterState wanted) {
        return new LetterFilter(reason, source, since, patient, Optional.of(wanted));
    }
}
