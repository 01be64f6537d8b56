// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

/** {@code Condition.clinicalStatus}; {@link #MISSING} also for a code that FHIR does not define. */
public enum ClinicalStatus {
    ACTIVE,
    RECURRENCE,
    RELAPSE,
    INACTIVE,
    REMISSION,
    RESOLVED,
    MISSING
}
