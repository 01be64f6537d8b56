// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.PatientList;
import java.util.Objects;
import java.util.Optional;

/**
 * One search that tells who is to be screened.
 *
 * @param type what is searched for
 * @param url relative to the EHR's base
 * @param onlyKnown true where it may find others than the hospital's cohort, who are left alone
 * @param lookedUp the identifier that must lead to one patient; empty for every other search
 */
record CohortSearch(String type, String url, boolean onlyKnown, Optional<PatientList.Identifier> lookedUp) {

    CohortSearch {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(lookedUp, "lookedUp");
    }

    static CohortSearch everyone(String type, String url) {
        return new CohortSearch(type, url, false, Optional.empty());
    }

    static CohortSearch known(String type, String url) {
        return new CohortSearch(type, url, true, Optional.empty());
    }
}
