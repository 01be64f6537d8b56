// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.MedicationContent;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Medication that is named by its code alone. */
final class MedicationTableShape extends RecordShape {

    private Concept code;

    MedicationTableShape() {
        super("Medication", Set.of("ingredient", "image"));
    }

    @Override
    void clear() {
        code = null;
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        if (!name.equals("code")) {
            return false;
        }
        code = in.concept();
        return true;
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) {
        return new BulkRecord.Medication(ref, new MedicationContent(Optional.ofNullable(code), List.of(), labels));
    }
}
