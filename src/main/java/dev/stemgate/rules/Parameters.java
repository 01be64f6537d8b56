// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.Period;
import java.util.Objects;

/**
 * Durations that are not tied to one row (MODEL §3, Dates; §4).
 *
 * @param validFor a screening is valid for at most this long
 * @param staleAfter data read longer ago than this is incomplete
 * @param currentMedication a drug is current when its last exposure is not older
 * @param assumedCourse how long after authoredOn a Request without an end may have been taken
 * @param assumedEndocrineCourse the same for class {@code endocrine}
 * @param encounterActive how long an encounter diagnosis without a clinical status is active
 */
public record Parameters(
        Period validFor,
        Period staleAfter,
        Period currentMedication,
        Period assumedCourse,
        Period assumedEndocrineCourse,
        Period encounterActive) {

    public Parameters {
        Objects.requireNonNull(validFor, "validFor");
        Objects.requireNonNull(staleAfter, "staleAfter");
        Objects.requireNonNull(currentMedication, "currentMedication");
        Objects.requireNonNull(assumedCourse, "assumedCourse");
        Objects.requireNonNull(assumedEndocrineCourse, "assumedEndocrineCourse");
        Objects.requireNonNull(encounterActive, "encounterActive");
    }
}
