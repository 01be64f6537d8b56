// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import org.hl7.fhir.r4.model.DomainResource;

/**
 * Two contents of one record, met in one pull. Of two versions the newer counts: the one with the higher number; where versions are no
 * numbers, the one read later. Without two different versions nobody can tell, and both count.
 */
final class RecordVersions {

    private RecordVersions() {}

    /** Whether it can be told which is the newer. */
    static boolean comparable(DomainResource one, DomainResource other) {
        String first = version(one);
        String second = version(other);
        return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
    }

    static DomainResource newer(DomainResource before, DomainResource after) {
        String old = version(before);
        String young = version(after);
        boolean numbers = old.matches("\\d{1,18}") && young.matches("\\d{1,18}");
        return numbers && Long.parseLong(old) > Long.parseLong(young) ? before : after;
    }

    private static String version(DomainResource record) {
        return Concepts.text(record.getMeta().getVersionId());
    }
}
