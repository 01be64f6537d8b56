// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

/** {@code Condition.verificationStatus}; {@link #MISSING} also for a code that FHIR does not define. */
public enum VerificationStatus {
    UNCONFIRMED,
    PROVISIONAL,
    DIFFERENTIAL,
    CONFIRMED,
    REFUTED,
    ENTERED_IN_ERROR,
    MISSING
}
