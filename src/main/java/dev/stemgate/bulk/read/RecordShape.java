// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.ForeignElements;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.Subject;
import dev.stemgate.model.Code;
import dev.stemgate.model.ResourceRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shape of one type of record: which of its elements are read here, which make it odd, and what the fact is. An element that is
 * neither says nothing to a screening and is only checked to be well-formed. One object reads line after line; thread-confined.
 */
abstract class RecordShape {

    private final String type;
    private final Set<String> strange;
    private String id = "";
    private String version = "";
    private List<Code> labels = List.of();

    /** @param unread names of elements that facts are made of and that are not read here */
    RecordShape(String type, Set<String> unread) {
        this.type = type;
        this.strange = new HashSet<>(unread);
        strange.addAll(ForeignElements.of(type));
    }

    /** Reads the record whose object was begun. */
    final BulkRecord read(Elements in) throws OddShape {
        id = "";
        version = "";
        labels = List.of();
        clear();
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "resourceType" -> in.skipString();
                case "id" -> id = in.id();
                case "meta" -> meta(in);
                default -> other(name, in);
            }
        }
        if (id.isEmpty()) {
            throw OddShape.FOUND;
        }
        return record(new ResourceRef(type, id, version), labels);
    }

    /** Forgets the record before. */
    abstract void clear();

    /** Reads an element; false for one that is not read. */
    abstract boolean element(String name, Elements in) throws OddShape;

    abstract BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape;

    static BulkRecord clinical(RecordFact fact, String patientId) throws OddShape {
        if (patientId.isEmpty()) {
            throw OddShape.FOUND;
        }
        return new BulkRecord.Clinical(fact, new Subject.ById(patientId));
    }

    /** For a choice of types: one is enough. */
    static <T> T once(T before, T now) throws OddShape {
        if (before != null) {
            throw OddShape.FOUND;
        }
        return now;
    }

    private void other(String name, Elements in) throws OddShape {
        if (element(name, in)) {
            return;
        }
        if (name.charAt(0) == '_' || name.equals("contained") || strange.contains(name)) {
            throw OddShape.FOUND;
        }
        in.skip();
    }

    private void meta(Elements in) throws OddShape {
        in.beginObject();
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "versionId" -> version = in.code();
                case "security" -> labels = in.codings();
                default -> in.skip();
            }
        }
    }
}
