// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.FileRecord.Fault;
import dev.stemgate.fhir.read.FileRecord.SystemValue;
import dev.stemgate.fhir.read.FileRecord.Whose;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResourceType;

/**
 * The port through which file drops read FHIR: judges a record exactly as a pull would ({@link EntryParser}), and tells whose it is.
 * Of a record that is no JSON, what stands before the break still says what and whose it was meant to be. Thread-safe.
 */
public final class FileRecordReader {

    private static final int MOST_IDENTIFIERS = 50;

    private static final Set<String> R4_TYPES =
            Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final EntryParser parser = new EntryParser();

    /** True for the types that are kept: facts are made of them, or they say who a patient or what a Medication is. */
    public boolean keeps(String type) {
        return parser.knows(type) && !type.equals("Substance");
    }

    /** True for the names of R4's resource types; any other name is content of the file, and not to be repeated. */
    public boolean isType(String type) {
        return R4_TYPES.contains(type);
    }

    /** What and whose a record is, and whether it can be read. @param json one resource, as received */
    public FileRecord read(byte[] json) {
        return read(json, true);
    }

    /** As {@link #read}, but asks only whether it is JSON, and not whether the record itself can be read. */
    public FileRecord head(byte[] json) {
        return read(json, false);
    }

    private FileRecord read(byte[] json, boolean judged) {
        Optional<ObjectNode> tree = RecordTree.read(json);
        if (tree.isEmpty()) {
            RecordHead head = RecordHead.of(json);
            Fault fault = new Fault(Parsing.Reason.UNREADABLE, "the record is not well-formed JSON");
            Whose whose = new Whose(BrokenRecord.subjectReference(json), List.of(), "", "");
            return new FileRecord(head.type(), head.id(), Optional.of(fault), whose, "", Optional.empty());
        }
        ObjectNode record = tree.get();
        RecordHead head = RecordHead.of(record);
        return new FileRecord(
                head.type(),
                head.id(),
                keeps(head.type()) ? fault(record, json, judged) : former(head.type()),
                head.type().equals("Patient") ? described("", record) : subject(record),
                record.path("medicationReference").path("reference").asText(),
                saidAt(record));
    }

    private Optional<Fault> fault(ObjectNode record, byte[] json, boolean judged) {
        return judged && parser.parse(record, json) instanceof Parsing.Unreadable unreadable
                ? Optional.of(new Fault(unreadable.reason(), unreadable.line()))
                : Optional.empty();
    }

    private static Optional<Fault> former(String type) {
        return WrongVersion.isFormerType(type)
                ? Optional.of(new Fault(Parsing.Reason.WRONG_VERSION, "FHIR R4 has no such type of record"))
                : Optional.empty();
    }

    private static Whose subject(ObjectNode record) {
        JsonNode subject = record.has("subject") ? record.path("subject") : record.path("patient");
        String reference = subject.path("reference").asText().strip();
        if (reference.startsWith("#")) {
            for (JsonNode contained : record.path("contained")) {
                boolean meant = contained.path("resourceType").asText().equals("Patient")
                        && bare(contained.path("id").asText()).equals(bare(reference));
                if (meant) {
                    return described("", contained);
                }
            }
            return Whose.NOT_SAID;
        }
        List<SystemValue> identifiers = new ArrayList<>();
        add(subject.path("identifier"), identifiers);
        return new Whose(reference, identifiers, "", "");
    }

    private static Whose described(String reference, JsonNode patient) {
        List<SystemValue> identifiers = new ArrayList<>();
        patient.path("identifier").forEach(identifier -> add(identifier, identifiers));
        return new Whose(
                reference,
                identifiers,
                patient.path("birthDate").asText().strip(),
                patient.path("gender").asText().strip());
    }

    /** An identifier counts with both parts, and unless it is an old one. */
    private static void add(JsonNode identifier, List<SystemValue> into) {
        String system = identifier.path("system").asText().strip();
        String value = identifier.path("value").asText().strip();
        boolean old = identifier.path("use").asText().equals("old");
        if (!system.isEmpty() && !value.isEmpty() && !old && into.size() < MOST_IDENTIFIERS) {
            into.add(new SystemValue(system, value));
        }
    }

    private static String bare(String id) {
        return id.startsWith("#") ? id.substring(1) : id;
    }

    private static Optional<Instant> saidAt(ObjectNode record) {
        String updated = record.path("meta").path("lastUpdated").asText();
        if (updated.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(updated).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
