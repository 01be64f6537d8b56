// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.model.PatientKey;
import java.time.Instant;

/** Erases what one part of the state holds of a patient. Runs inside the transaction of the erasure, which may be run again. */
@FunctionalInterface
public interface Erasure {

    /**
     * @param token the keyed hash that may stand in the place of the id where something has to stay, so that counts add up
     * @return how many pieces were erased
     */
    int erase(Transaction transaction, PatientKey patient, String token, Instant now);
}
