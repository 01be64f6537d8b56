// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Tells a screening that Stemgate itself wrote: it is no evidence, or each screening would rest on the one before. */
final class OwnScreening {

    /** Where the code systems of Stemgate are published; the same base as what is written. */
    static final String CODE_SYSTEMS = "https://stemgate.dev/fhir/CodeSystem/";

    private OwnScreening() {}

    static boolean is(Resource resource) {
        return resource instanceof Observation observation
                && observation.getCode().getCoding().stream()
                        .anyMatch(coding -> Concepts.text(coding.getSystem()).startsWith(CODE_SYSTEMS));
    }
}
