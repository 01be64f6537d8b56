// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

/** Patients of an EHR are said to be replaced by each other in a circle: there is no surviving record. */
public final class CircularMergeException extends RuntimeException {

    CircularMergeException(String ehr) {
        super(ehr + ": the patient is replaced by one record after the other, without an end");
    }
}
