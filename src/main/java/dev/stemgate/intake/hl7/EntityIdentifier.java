// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

/** An EI field (order number, problem or diagnosis instance) as one text for a key. */
final class EntityIdentifier {

    private EntityIdentifier() {}

    /** @return empty when the field has no entity identifier */
    static String of(Segment segment, int field) {
        return of(segment, field, "");
    }

    /** @param issuer who issues it, where the field names nobody */
    static String of(Segment segment, int field, String issuer) {
        String entity = segment.text(field, 1);
        String namespace = segment.text(field, 2);
        String universal = segment.text(field, 3);
        String by = universal.isEmpty() ? namespace : universal;
        return entity.isEmpty() ? "" : entity + "^" + (by.isEmpty() ? issuer : by);
    }
}
