// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Screening;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Meta;

/**
 * Carries the security labels of every record that was used over to what is written; each label once. A label whose system
 * or code FHIR cannot hold is kept by its words: it restricts, so it is never lost.
 */
final class SecurityLabels {

    private SecurityLabels() {}

    static void carry(Screening screening, Meta meta) {
        Set<String> seen = new HashSet<>();
        screening.securityLabels().stream()
                .filter(label -> seen.add(label.system() + "|" + label.code()))
                .map(RecordReference::coding)
                .filter(coding -> !coding.isEmpty())
                .forEach(meta::addSecurity);
    }
}
