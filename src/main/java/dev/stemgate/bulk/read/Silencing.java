// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Concept;

/**
 * Says of which records a screening takes nothing. The dates, the numbers and the ids of a record make no difference to that, and of its coded
 * values only whether each is silent. Thread-confined.
 */
public interface Silencing {

    /** A reading that keeps everything. */
    Silencing NOTHING = new Silencing() {
        @Override
        public RecordFact of(RecordFact fact) {
            return fact;
        }

        @Override
        public boolean isSilent(Concept value) {
            return false;
        }
    };

    /** Leaves of a record of which nothing is taken only that it was read; gives any other as it is. */
    RecordFact of(RecordFact fact);

    /** Whether nothing is taken of a coded value of an Observation, whatever was asked. */
    boolean isSilent(Concept value);
}
