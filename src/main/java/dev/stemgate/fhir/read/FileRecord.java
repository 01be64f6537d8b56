// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file drop has to know of one FHIR record before it is kept: what and whose it is, and whether it can be read at all. Facts
 * are made of it later, at the pull, by the same mapper as of the EHR's own records.
 *
 * @param type empty when it cannot be told
 * @param id logical id; empty when there is none
 * @param fault why it cannot be read whole; empty when it can
 * @param subject whose it is; of a Patient the patient itself
 * @param medicationReference the Medication that it refers to; empty when none, or when it is contained
 * @param saidAt {@code meta.lastUpdated}; empty when missing or unreadable
 */
public record FileRecord(
        String type,
        Optional<String> id,
        Optional<Fault> fault,
        Whose subject,
        String medicationReference,
        Optional<Instant> saidAt) {

    public FileRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(medicationReference, "medicationReference");
        Objects.requireNonNull(saidAt, "saidAt");
    }

    /**
     * Why a record cannot be read whole.
     *
     * @param line in words and element names, never a value
     */
    public record Fault(Parsing.Reason reason, String line) {
        public Fault {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(line, "line");
        }
    }

    /** A business identifier with both its parts. */
    public record SystemValue(String system, String value) {
        public SystemValue {
            Objects.requireNonNull(system, "system");
            Objects.requireNonNull(value, "value");
        }

        /** Without the value, which is personal data. */
        @Override
        public String toString() {
            return "SystemValue[" + system + "]";
        }
    }

    /**
     * A patient, as a record says. Names are not among it.
     *
     * @param reference as written; empty when there is none, or when it is a contained patient
     * @param birthDate as written; empty when missing
     * @param sex administrative gender as written; empty when missing
     */
    public record Whose(String reference, List<SystemValue> identifiers, String birthDate, String sex) {

        static final Whose NOT_SAID = new Whose("", List.of(), "", "");

        public Whose {
            Objects.requireNonNull(reference, "reference");
            identifiers = List.copyOf(identifiers);
            Objects.requireNonNull(birthDate, "birthDate");
            Objects.requireNonNull(sex, "sex");
        }

        /** Without its content, which is personal data. */
        @Override
        public String toString() {
            return "Whose[" + identifiers.size() + " identifiers]";
        }
    }
}
