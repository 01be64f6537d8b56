// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import org.hl7.fhir.r4.model.DomainResource;

/** Two versions of one record, met on two pages: the higher number counts; where versions are no numbers, the one read later. */
final class RecordVersions {

    private RecordVersions() {}

    static DomainResource newer(DomainResource before, DomainResource after) {
        String old = Concepts.text(before.getMeta().getVersionId());
        String young = Concepts.text(after.getMeta().getVersionId());
        boolean numbers = old.matches("\\d{1,18}") && young.matches("\\d{1,18}");
        return numbers && Long.parseLong(old) > Long.parseLong(young) ? before : after;
    }
}
