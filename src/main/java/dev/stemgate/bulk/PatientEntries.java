// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Ranges;
import dev.stemgate.bulk.spill.SeenRecords;
import dev.stemgate.bulk.spill.SpillCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is set aside of one patient. Silent records are only counted where each of them certainly stands for itself: where no two records
 * may have one id, and there is one Patient, who was not merged away.
 *
 * @param entries in no order; with every silent record where they are not counted
 * @param silent how many silent records are not among the entries
 * @param areDistinct whether no two of all these records have one id
 */
record PatientEntries(List<Entry> entries, long silent, boolean areDistinct) {

    /**
     * Reads them.
     *
     * @param patientId of which all of them are
     * @param seen is used from patient to patient
     */
    static PatientEntries read(String patientId, SpillCursor records, Ranges ranges, SeenRecords seen)
            throws IOException {
        seen.clear();
        List<Entry> entries = new ArrayList<>();
        long silent = 0;
        records.open(ranges);
        while (records.next()) {
            silent += EntryBytes.each(patientId, records.record(), seen, entries::add);
        }
        boolean areDistinct = !seen.areSomeAlike();
        if (silent == 0 || areDistinct && isOnePatient(entries)) {
            return new PatientEntries(entries, silent, areDistinct);
        }
        return all(records, ranges);
    }

    private static PatientEntries all(SpillCursor records, Ranges ranges) throws IOException {
        List<Entry> entries = new ArrayList<>();
        records.open(ranges);
        while (records.next()) {
            EntryBytes.each(records.record(), entries::add);
        }
        return new PatientEntries(entries, 0, false);
    }

    private static boolean isOnePatient(List<Entry> entries) {
        int persons = 0;
        for (Entry entry : entries) {
            if (entry.content() instanceof Entry.OfPerson person) {
                persons++;
                if (person.person().person().replacedBy().isPresent()) {
                    return false;
                }
            }
        }
        return persons == 1;
    }
}
