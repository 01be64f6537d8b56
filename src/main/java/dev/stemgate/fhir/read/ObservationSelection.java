// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.Code;
import java.util.List;

/** Which of a patient's Observations are asked for; a chart may hold tens of thousands. */
public sealed interface ObservationSelection {

    /**
     * Those with one of these codes: what can matter, and nothing else.
     *
     * @param codes at least one; a code without a system is asked for in any system
     */
    record ByCode(List<Code> codes) implements ObservationSelection {
        public ByCode {
            codes = codes.stream().distinct().toList();
            if (codes.isEmpty() || !codes.stream().allMatch(Code::hasCode)) {
                throw new IllegalArgumentException("Observations are asked for by at least one code");
            }
        }
    }

    /**
     * Those of one of these categories, for an EHR that cannot search by code.
     *
     * @param categories codes of {@code Observation.category}, for instance {@code laboratory}; at least one
     */
    record ByCategory(List<String> categories) implements ObservationSelection {
        public ByCategory {
            categories = categories.stream().distinct().toList();
            if (categories.isEmpty() || categories.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("Observations are asked for by at least one category");
            }
        }
    }

    /** All of them. */
    record All() implements ObservationSelection {}
}
