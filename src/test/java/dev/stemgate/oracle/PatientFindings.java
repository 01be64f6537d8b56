// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one side finds for one patient.
 *
 * @param byCriterion finding codes by criterion, only of criteria that this side evaluates
 */
record PatientFindings(SortedMap<String, String> byCriterion) {

    PatientFindings {
        byCriterion = Collections.unmodifiableSortedMap(new TreeMap<>(byCriterion));
    }
}
