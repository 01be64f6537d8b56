// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import java.util.List;
import java.util.SortedMap;

/**
 * What one side finds for one patient.
 *
 * @param byCriterion finding codes by criterion, only of criteria that this side evaluates
 * @param reasons sentences of the product; empty from the oracle
 */
record PatientFindings(SortedMap<String, String> byCriterion, List<String> reasons) {

    PatientFindings {
        reasons = List.copyOf(reasons);
    }
}
