// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.Objects;

/** What the EHR says of the patient that was asked for. */
public sealed interface PatientStanding {

    /** Here, under the id that was asked for. */
    record Found() implements PatientStanding {}

    /** Merged away ({@code link.type=replaced-by}): the request is re-keyed to this id. */
    record MergedInto(String patientId) implements PatientStanding {
        public MergedInto {
            Objects.requireNonNull(patientId, "patientId");
        }
    }

    /** The search was answered, and holds no such Patient. */
    record NotFound() implements PatientStanding {}

    /** The Patient is there and cannot be read at all; it is among the unreadable records. */
    record Unreadable(byte[] bytes) implements PatientStanding {
        public Unreadable {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /** Another Patient came back: a conflict, never a match. */
    record WrongPatient(String returnedId) implements PatientStanding {
        public WrongPatient {
            Objects.requireNonNull(returnedId, "returnedId");
        }
    }

    /** No page of a Patient search was read, so nothing is known. */
    record NotRead() implements PatientStanding {}
}
