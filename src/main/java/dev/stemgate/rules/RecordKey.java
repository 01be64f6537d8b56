// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ResourceRef;
import java.util.Objects;

/**
 * Which record, whatever its version: {@link ResourceRef#key()} without the text being made, and ordered as that is.
 *
 * @param type FHIR resource type
 * @param id logical id
 */
record RecordKey(String type, String id) implements Comparable<RecordKey> {

    RecordKey {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    static RecordKey of(ResourceRef ref) {
        return new RecordKey(ref.type(), ref.id());
    }

    /** Two records in the order of their keys. */
    static int compare(ResourceRef one, ResourceRef other) {
        return compare(one.type(), one.id(), other.type(), other.id());
    }

    @Override
    public int compareTo(RecordKey other) {
        return compare(type, id, other.type, other.id);
    }

    private static int compare(String type, String id, String otherType, String otherId) {
        int byType = type.equals(otherType) ? 0 : type.compareTo(otherType);
        return byType != 0 ? byType : id.compareTo(otherId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordKey that && id.equals(that.id) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + id.hashCode();
    }
}
