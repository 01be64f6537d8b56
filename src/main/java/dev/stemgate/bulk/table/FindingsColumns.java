// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.table;

import dev.stemgate.bulk.PatientFindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The columns of the table of findings: who, what came out, a column for each criterion and each hazard in the order of the model, and two at
 * the end. They depend on the model alone, never on who was screened. Names are of small letters, digits and underscores. Immutable.
 *
 * @param criteria ids of all criteria
 * @param hazards ids of all hazards
 */
public record FindingsColumns(List<String> criteria, List<String> hazards) {

    static final List<String> FIRST = List.of("ehr", "patient", "sex", "age", "outcome", "qualifier");
    static final String UNCLASSIFIED = "unclassified";
    static final String VALID_UNTIL = "valid_until";

    public FindingsColumns {
        criteria = List.copyOf(criteria);
        hazards = List.copyOf(hazards);
        List<String> named = named(criteria, hazards);
        if (new HashSet<>(named).size() < named.size()) {
            throw new IllegalArgumentException("two criteria or two hazards have the same id");
        }
    }

    /** The first columns and one for each criterion and hazard; all of them hold words. */
    List<String> words() {
        List<String> all = new ArrayList<>(FIRST);
        all.addAll(named(criteria, hazards));
        return all;
    }

    /** What stands in the columns of words; null in the array for what was not judged, since the person is out of scope. */
    String[] words(PatientFindings row) {
        List<String> words = new ArrayList<>(
                List.of(row.ehr(), row.patientId(), row.sex(), row.age().code(), row.outcome(), row.qualifier()));
        add(row.findings(), criteria, words);
        add(row.hazards(), hazards, words);
        return words.toArray(String[]::new);
    }

    private static void add(Map<String, String> said, List<String> ids, List<String> words) {
        if (!ids.containsAll(said.keySet())) {
            throw new IllegalArgumentException("a row has a criterion or a hazard for which there is no column");
        }
        ids.forEach(id -> words.add(said.get(id)));
    }

    private static List<String> named(List<String> criteria, List<String> hazards) {
        List<String> names = new ArrayList<>();
        criteria.forEach(id -> names.add("finding_" + id.replace('-', '_')));
        hazards.forEach(id -> names.add("hazard_" + id.replace('-', '_')));
        return names;
    }
}
