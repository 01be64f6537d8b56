// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One criterion of one patient that the product and the oracle judge differently. */
record Difference(String patient, String criterion, String product, String oracle) {

    /** Both sides must know the same patients; the criteria that only one of them evaluates are not compared. */
    static List<Difference> between(Map<String, PatientFindings> product, Map<String, PatientFindings> oracle) {
        if (!product.keySet().equals(oracle.keySet())) {
            throw new IllegalArgumentException(
                    "The two sides judged different patients: " + product.size() + " and " + oracle.size());
        }
        List<Difference> differences = new ArrayList<>();
        product.forEach((patient, findings) -> {
            Map<String, String> theirs = oracle.get(patient).byCriterion();
            Set<String> criteria = new TreeSet<>(findings.byCriterion().keySet());
            criteria.retainAll(theirs.keySet());
            criteria.stream()
                    .map(criterion -> new Difference(
                            patient, criterion, findings.byCriterion().get(criterion), theirs.get(criterion)))
                    .filter(pair -> !pair.product.equals(pair.oracle))
                    .forEach(differences::add);
        });
        return differences;
    }
}
