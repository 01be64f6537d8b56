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

    static int compare(ResourceRef one, ResourceRef other) {
        int byType = one.type().compareTo(other.type());
        return byType != 0 ? byType : one.id().compareTo(other.id());
    }

    @Override
    public int compareTo(RecordKey other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
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
