// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DomainResource;

/**
 * The records of one patient that were read, in the order in which they first came. Of two contents of one record the newer counts; where
 * that cannot be told both count. Thread-confined.
 */
final class RecordShelf {

    private final Map<String, DomainResource> records = new LinkedHashMap<>();

    void put(SearchPage.Record entry, DomainResource now) {
        String hash = UnreadableRecord.sha256(entry.bytes());
        String place = entry.type() + "/" + entry.id().orElse(hash);
        DomainResource before = records.get(place);
        if (before == null || RecordVersions.comparable(before, now)) {
            records.merge(place, now, RecordVersions::newer);
        } else {
            records.put(place + " " + hash, now);
        }
    }

    /** The facts of all records of one type. */
    <R extends DomainResource, F> List<F> facts(Class<R> type, Function<R, F> mapper) {
        return records.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(mapper)
                .toList();
    }

    /** The records that name a medication. */
    List<DomainResource> aboutMedications() {
        return records.values().stream()
                .filter(record -> MedicationMapper.medicationOf(record).isPresent())
                .toList();
    }
}
