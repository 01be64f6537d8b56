// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LineCounts;
import dev.stemgate.model.PatientFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The lines of one patient, put together.
 *
 * @param facts what is judged; empty where nobody can be
 * @param fate why nobody is judged, for the statistics; empty where somebody is
 * @param counts what became of the lines
 * @param letters lines for the dead letters
 */
record Assembled(Optional<PatientFacts> facts, String fate, LineCounts counts, List<Letter> letters) {

    Assembled {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(counts, "counts");
        letters = List.copyOf(letters);
    }
}
