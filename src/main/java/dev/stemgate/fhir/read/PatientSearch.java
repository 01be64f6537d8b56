// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.RecordKind;
import java.util.Objects;

/**
 * One search of a pull.
 *
 * @param relativeUrl relative to the EHR's base, encoded
 */
public record PatientSearch(RecordKind kind, String relativeUrl) {

    public PatientSearch {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(relativeUrl, "relativeUrl");
    }
}
