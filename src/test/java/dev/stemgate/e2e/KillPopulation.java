// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import dev.stemgate.route.Records;
import dev.stemgate.sandbox.Population;
import dev.stemgate.sandbox.RecordStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * 210 patients of known outcome, three of them with an active cancer whose date nobody can read (it counts, undated), one merged
 * into another, one merged into a record that does not exist. All dates are far from every boundary of the model.
 */
final class KillPopulation implements Population {

    /** How many Patient resources the cohort search finds. */
    static final int COHORT = 212;

    private static final int SCREENED = 210;
    private static final Set<Integer> BROKEN = Set.of(17, 92, 171);
    private static final String SURVIVOR = id(40);

    static final String MERGED = "merged";
    static final String MERGED_INTO_NOBODY = "merged-into-nobody";
    static final String NOBODY = "nobody";

    @Override
    public void loadInto(RecordStore store) {
        for (int i = 0; i < SCREENED; i++) {
            put(store, i);
        }
        store.put(merged(MERGED, SURVIVOR));
        store.put(merged(MERGED_INTO_NOBODY, NOBODY));
    }

    private static void put(RecordStore store, int i) {
        String id = id(i);
        switch (i % 5) {
            case 0 -> {
                store.put(Records.patient(id));
                store.put(Records.breastCancer(id + "-c", id));
            }
            case 1 -> {
                store.put(Records.patient(id));
                store.put(Records.irrelevant(id + "-c", id));
            }
            case 2 -> store.put(Records.patient(id));
            case 3 -> {
                store.put(Records.patient(id, "\"birthDate\": \"1950-05-17\""));
                store.put(Records.irrelevant(id + "-c", id));
            }
            default ->
                store.put(Records.patient(
                        id, "\"birthDate\": \"1950-05-17\", \"deceasedDateTime\": \"2015-02-14T13:42:00+10:00\""));
        }
        if (BROKEN.contains(i)) {
            store.putRaw("Condition", id + "-broken", id, Records.brokenDate(id + "-broken", id));
        }
    }

    private static String merged(String id, String into) {
        return Records.patient(
                        id,
                        "\"link\": [{\"other\": {\"reference\": \"Patient/" + into + "\"}, \"type\": \"replaced-by\"}]")
                .replace("\"active\": true", "\"active\": false");
    }

    private static String id(int i) {
        return "p%03d".formatted(i);
    }

    /** Code of the outcome of every patient who gets an Observation, by logical id. */
    static Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        for (int i = 0; i < SCREENED; i++) {
            outcomes.put(id(i), outcome(i));
        }
        return outcomes;
    }

    private static String outcome(int i) {
        if (BROKEN.contains(i)) {
            return "contraindicated";
        }
        return switch (i % 5) {
            case 0 -> "contraindicated";
            case 1 -> "no-contraindication-found";
            case 2 -> "indeterminate";
            case 3 -> "caution";
            default -> "not-applicable";
        };
    }

    /** Reason code of every dead letter by its place. */
    static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        BROKEN.forEach(i -> letters.put("Condition/" + id(i) + "-broken", "unreadable"));
        letters.put("Patient/" + NOBODY, "patient-not-found");
        return letters;
    }
}
