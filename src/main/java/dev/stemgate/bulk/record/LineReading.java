// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.ResourceRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of one line. */
public sealed interface LineReading {

    /** Read. */
    record Read(BulkRecord record) implements LineReading {
        public Read {
            Objects.requireNonNull(record, "record");
        }
    }

    /**
     * Read, and of a record of which a screening takes nothing ({@link RecordFact.Silent}).
     *
     * @param id of the record; never empty
     * @param version of the record; may be empty
     * @param patient id of the Patient whose record it is
     */
    record Silent(RecordKind kind, Slice id, String version, Slice patient) implements LineReading {
        public Silent {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(patient, "patient");
        }
    }

    /** Well-formed, and of a type of FHIR R4 that no screening reads, or something that says nothing. */
    record Irrelevant(String type) implements LineReading {
        public Irrelevant {
            Objects.requireNonNull(type, "type");
        }
    }

    /** An OperationOutcome that says that the export is not whole. */
    record Warning(Gap gap) implements LineReading {
        public Warning {
            Objects.requireNonNull(gap, "gap");
        }
    }

    /**
     * For the dead letters.
     *
     * @param ref type and id as far as they can be told
     * @param why in words and element names, never a value
     * @param salvaged what could be read safely still counts (CONTRACTS)
     * @param mentioned ids of the Patients whose record it may be, where nothing was salvaged
     */
    record Refused(
            ResourceRef ref, RefusalReason reason, String why, Optional<BulkRecord> salvaged, List<String> mentioned)
            implements LineReading {
        public Refused {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(salvaged, "salvaged");
            mentioned = List.copyOf(mentioned);
        }
    }
}
