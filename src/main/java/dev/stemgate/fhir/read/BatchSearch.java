// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.RecordKind;
import java.util.List;
import java.util.Objects;

/**
 * One search for the records of one kind of several patients together.
 *
 * @param patientIds whose records are asked for, each once, in the order of the list
 * @param relativeUrl relative to the EHR's base, encoded
 */
public record BatchSearch(RecordKind kind, List<String> patientIds, String relativeUrl) {

    public BatchSearch {
        Objects.requireNonNull(kind, "kind");
        patientIds = List.copyOf(patientIds);
        Objects.requireNonNull(relativeUrl, "relativeUrl");
        if (patientIds.isEmpty()) {
            throw new IllegalArgumentException("a search is for somebody");
        }
    }
}
