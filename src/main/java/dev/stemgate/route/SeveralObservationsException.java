// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

/** The EHR holds more than one Observation under our identifier; a person has to decide which one stays. */
public final class SeveralObservationsException extends RuntimeException {

    SeveralObservationsException(String ehr) {
        super(ehr + ": there is more than one Observation under our identifier");
    }
}
