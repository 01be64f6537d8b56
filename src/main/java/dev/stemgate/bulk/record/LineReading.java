// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

import dev.stemgate.model.Gap;
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
