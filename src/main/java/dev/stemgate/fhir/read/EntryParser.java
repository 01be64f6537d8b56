// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Reason;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads one record from its bytes. Strict JSON, R4 by its shape, no unknown modifier; then the {@link Projection} of it is parsed by HAPI
 * with the strict error handler. Where only dates or other details are broken, the codes and statuses are salvaged. Whose record it is,
 * is not asked here. Thread-safe.
 */
public final class EntryParser {

    private static final Set<String> CORE = Set.of(
            "resourceType",
            "id",
            "meta",
            "contained",
            "code",
            "ingredient",
            "clinicalStatus",
            "verificationStatus",
            "category",
            "status",
            "statusReason",
            "intent",
            "doNotPerform",
            "medicationCodeableConcept",
            "medicationReference",
            "subject",
            "patient",
            "identifier",
            "extension",
            "link",
            "active",
            "gender");

    /** True for the types that facts are made of. */
    public boolean knows(String type) {
        return Projection.knows(type);
    }

    public Parsing parse(byte[] bytes) {
        Optional<ObjectNode> tree = RecordTree.read(bytes);
        return tree.isEmpty()
                ? unreadable(Reason.UNREADABLE, "the record is not well-formed JSON", bytes)
                : parse(tree.get(), bytes);
    }

    /** As {@link #parse(byte[])}. @param record the tree of these bytes; not changed */
    Parsing parse(ObjectNode record, byte[] bytes) {
        if (!Projection.knows(record.path("resourceType").asText())) {
            return unreadable(Reason.UNREADABLE, "the record is not of a type that is read", bytes);
        }
        Optional<String> foreign = WrongVersion.sign(record);
        if (foreign.isPresent()) {
            return unreadable(Reason.WRONG_VERSION, "the shape of " + foreign.get() + " is not that of FHIR R4", bytes);
        }
        Optional<String> modifier = Modifiers.unknownIn(record);
        if (modifier.isPresent()) {
            return unreadable(Reason.UNKNOWN_MODIFIER, modifier.get() + " may change what the record means", bytes);
        }
        if (record.path("resourceType").asText().matches("Medication(Statement|Request|Administration|Dispense)")
                && !record.hasNonNull("medicationCodeableConcept")
                && !record.hasNonNull("medicationReference")) {
            return unreadable(Reason.UNREADABLE, "the record names no medication", bytes);
        }
        return typed(Projection.of(record), bytes);
    }

    private static Parsing typed(ObjectNode record, byte[] bytes) {
        EndlessNumbers.settle(record);
        StatusWords.settle(record);
        List<String> broken = RecordDates.settle(record);
        Optional<Resource> whole = strict(record);
        if (whole.isPresent()) {
            return broken.isEmpty()
                    ? new Parsed(whole.get())
                    : new Unreadable(Reason.UNREADABLE, String.join(", ", broken) + " is not a date", bytes, whole);
        }
        ObjectNode undated = record.deepCopy();
        RecordDates.remove(undated);
        Optional<Resource> salvaged = strict(undated).or(() -> strict(undated.retain(CORE)));
        return new Unreadable(
                Reason.UNREADABLE, "an element does not have the shape that FHIR R4 gives it", bytes, salvaged);
    }

    private static Optional<Resource> strict(ObjectNode record) {
        try {
            return R4.strictParser().parseResource(record.toString()) instanceof Resource resource
                    ? Optional.of(resource)
                    : Optional.empty();
        } catch (DataFormatException broken) {
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException | NullPointerException shape) {
            // HAPI answers some misshapen elements with these instead of a DataFormatException; the record is
            // unreadable all the same.
            return Optional.empty();
        }
    }

    private static Parsing unreadable(Reason reason, String line, byte[] bytes) {
        return new Unreadable(reason, line, bytes, Optional.empty());
    }
}
