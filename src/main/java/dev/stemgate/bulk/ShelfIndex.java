// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.EntryBytes;
import dev.stemgate.bulk.spill.Ranges;
import dev.stemgate.bulk.spill.SpillCursor;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where on a shelf the records of each patient stand, so that patient after patient can be read. Thread-confined. */
final class ShelfIndex {

    /** The records of one patient. */
    static final class Place {

        private final Ranges ranges = new Ranges();
        private boolean person;

        Ranges ranges() {
            return ranges;
        }

        /** Whether a Patient is among them. */
        boolean hasPerson() {
            return person;
        }
    }

    private final SortedMap<String, Place> patients = new TreeMap<>();

    private ShelfIndex() {}

    static ShelfIndex of(SpillCursor shelf) throws IOException {
        ShelfIndex index = new ShelfIndex();
        String last = "";
        Place place = null;
        while (shelf.next()) {
            String id = shelf.record().text();
            if (place == null || !id.equals(last)) {
                place = index.patients.computeIfAbsent(id, any -> new Place());
                last = id;
            }
            place.person |= EntryBytes.isPerson(shelf.record());
            place.ranges.add(shelf.from(), shelf.to());
        }
        return index;
    }

    /** By id, in the order of ids. */
    Map<String, Place> patients() {
        return patients;
    }
}
