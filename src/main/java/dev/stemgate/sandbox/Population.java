// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.LocalDate;

/** Patients that a sandbox server holds from the start. */
@FunctionalInterface
public interface Population {

    /** Puts the patients and their records into an empty store, in one go. */
    void loadInto(RecordStore store);

    /**
     * The demo population, see {@code sandbox/population/README.md}.
     *
     * @param asOf the day from which the relative dates of our own patients are counted
     */
    static Population demo(LocalDate asOf) {
        return new DemoPopulation(asOf);
    }
}
