// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.Optional;

/** Knows whether the bytes of one record can be read; the desk's way to the reader of FHIR. Thread-safe. */
public interface RecordCheck {

    /** What hinders reading it, in words and element names and never a value; empty when it can be read whole. */
    Optional<String> problem(byte[] record);

    /** The id of the record when it is a Patient. */
    Optional<String> patientId(byte[] record);
}
