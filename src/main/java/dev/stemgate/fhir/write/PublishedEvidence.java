// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence of one criterion that is published. Evidence that counts is never left out; of records that were looked at
 * and do not count, the first {@value #MOST_NOT_COUNTED} are shown and the rest is a number, so that a patient with thousands
 * of medication records keeps an Observation of a readable size.
 *
 * @param shown what is published, what counts first
 * @param omitted how many records that do not count are left out
 */
record PublishedEvidence(List<Evidence> shown, int omitted) {

    static final int MOST_NOT_COUNTED = 50;

    PublishedEvidence {
        shown = List.copyOf(shown);
    }

    static PublishedEvidence of(CriterionResult result) {
        List<Evidence> shown = new ArrayList<>();
        List<Evidence> notCounted = new ArrayList<>();
        for (Evidence piece : result.evidence()) {
            (piece.weight() == Evidence.Weight.NOT_COUNTED ? notCounted : shown).add(piece);
        }
        int kept = Math.min(notCounted.size(), MOST_NOT_COUNTED);
        shown.addAll(notCounted.subList(0, kept));
        return new PublishedEvidence(shown, notCounted.size() - kept);
    }
}
