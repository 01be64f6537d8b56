// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Code;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Carries the security labels of every record that was used over to what is written; each label once. A label whose system
 * or code FHIR cannot hold is kept by its words: it restricts, so it is never lost.
 */
final class SecurityLabels {

    private SecurityLabels() {}

    static void write(Screening screening, FhirJson json) throws IOException {
        Set<String> seen = new HashSet<>();
        json.list(Name.SECURITY);
        for (Code label : screening.securityLabels()) {
            ReceivedCode carried = ReceivedCode.partly(label);
            if (seen.add(label.system() + "|" + label.code()) && !carried.isEmpty()) {
                carried.coding(json);
            }
        }
        json.endList();
    }
}
