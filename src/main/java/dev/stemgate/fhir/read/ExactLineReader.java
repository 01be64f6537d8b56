// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.fhir.client.Origin;
import dev.stemgate.fhir.read.Parsing.Parsed;
import dev.stemgate.fhir.read.Parsing.Unreadable;
import dev.stemgate.model.Gap;
import dev.stemgate.model.ResourceRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Reads one line of a bulk export exactly as a pull reads one entry: the same parser, the same mappers, the same reasons. Bulk screening
 * asks it for every line that is not of the common shape. Thread-safe.
 */
public final class ExactLineReader implements LineReader {

    /** Holders of records rather than records: they are data, and nobody may pass them over. */
    private static final Set<String> HOLDERS = Set.of("Bundle", "Parameters");

    private final EntryParser parser = new EntryParser();
    private final Origin origin;
    private final LineSubjects subjects;

    /** @param origin of the EHR that was exported: absolute references to its base are followed, to any other host never */
    public ExactLineReader(Origin origin) {
        this.origin = origin;
        this.subjects = new LineSubjects(new References(origin));
    }

    @Override
    public LineReading read(byte[] line, int from, int to) {
        byte[] bytes = Arrays.copyOfRange(line, from, to);
        RecordHead head = RecordHead.of(bytes);
        Optional<ObjectNode> tree = RecordTree.read(bytes);
        if (tree.isEmpty()) {
            return refused(head, RefusalReason.UNREADABLE, "the record is not well-formed JSON", subjects.said(bytes));
        }
        String type = tree.get().path("resourceType").asText();
        if (WrongVersion.isFormerType(type)) {
            return refused(
                    head,
                    RefusalReason.WRONG_VERSION,
                    "FHIR R4 has no such type of record",
                    subjects.named(tree.get()));
        }
        if (type.equals("OperationOutcome")) {
            return outcome(OutcomeReading.read(bytes));
        }
        if (!parser.knows(type) || type.equals("Substance")) {
            return isPassedOver(type)
                    ? new LineReading.Irrelevant(type)
                    : refused(
                            head,
                            RefusalReason.UNREADABLE,
                            "the line is not one record of FHIR R4",
                            subjects.within(tree.get(), bytes));
        }
        return record(head, tree.get(), parser.parse(bytes));
    }

    private static boolean isPassedOver(String type) {
        return R4.context().getResourceTypes().contains(type) && !HOLDERS.contains(type);
    }

    private static LineReading outcome(SearchPage.Outcome outcome) {
        if (outcome.severity() == SearchPage.Severity.INFORMATION) {
            return new LineReading.Irrelevant("OperationOutcome");
        }
        Gap.Cause cause = OutcomeReading.hides(outcome) ? Gap.Cause.ACCESS_DENIED : Gap.Cause.SERVER_WARNING;
        return new LineReading.Warning(new Gap(cause, String.join(" ", outcome.issueCodes())));
    }

    private LineReading record(RecordHead head, ObjectNode tree, Parsing parsing) {
        if (parsing instanceof Parsed parsed) {
            if (OwnScreening.is(parsed.resource())) {
                return new LineReading.Irrelevant("Observation");
            }
            return record(parsed.resource())
                    .<LineReading>map(LineReading.Read::new)
                    .orElseGet(() ->
                            refused(head, RefusalReason.UNREADABLE, "the " + head.type() + " has no id", List.of()));
        }
        Unreadable unreadable = (Unreadable) parsing;
        Optional<BulkRecord> salvaged = unreadable.salvaged().flatMap(this::record);
        return new LineReading.Refused(
                new ResourceRef(head.type(), head.id().orElse(""), ""),
                reason(unreadable.reason()),
                unreadable.line(),
                salvaged,
                salvaged.isPresent() ? List.of() : subjects.named(tree));
    }

    /** Empty for a Patient or a Medication without id: nobody can refer to it. */
    private Optional<BulkRecord> record(Resource resource) {
        FactMapper mapper = new FactMapper(origin);
        if (resource instanceof Patient patient) {
            return Optional.of(mapper.person(patient))
                    .filter(person -> !person.ref().id().isEmpty())
                    .map(person -> new BulkRecord.Person(person, LineSubjects.identifiers(patient)));
        }
        if (resource instanceof Medication medication) {
            return Optional.of(References.refOf(medication))
                    .filter(ref -> !ref.id().isEmpty())
                    .map(ref -> new BulkRecord.Medication(
                            ref, new MedicationContents(new References(origin)).of(medication, medication)));
        }
        DomainResource record = (DomainResource) resource;
        return Optional.of(new BulkRecord.Clinical(fact(record, mapper), subjects.of(record)));
    }

    private RecordFact fact(DomainResource record, FactMapper mapper) {
        if (record instanceof Condition condition) {
            return new RecordFact.OfCondition(mapper.condition(condition));
        }
        if (record instanceof Observation observation) {
            return new RecordFact.OfObservation(mapper.observation(observation));
        }
        if (record instanceof Procedure procedure) {
            return new RecordFact.OfProcedure(mapper.procedure(procedure));
        }
        if (record instanceof AllergyIntolerance allergy) {
            return new RecordFact.OfAllergy(mapper.allergy(allergy));
        }
        if (record instanceof ServiceRequest request) {
            return new RecordFact.OfServiceRequest(mapper.serviceRequest(request));
        }
        return new RecordFact.OfMedication(
                mapper.medicationOf(record), new MedicationContents(new References(origin)).naming(record));
    }

    private static RefusalReason reason(Parsing.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> RefusalReason.UNREADABLE;
            case WRONG_VERSION -> RefusalReason.WRONG_VERSION;
            case UNKNOWN_MODIFIER -> RefusalReason.UNKNOWN_MODIFIER;
            case UNRESOLVED_SUBJECT -> RefusalReason.UNRESOLVED_SUBJECT;
        };
    }

    private static LineReading refused(RecordHead head, RefusalReason reason, String why, List<String> mentioned) {
        ResourceRef ref = new ResourceRef(head.type(), head.id().orElse(""), "");
        return new LineReading.Refused(ref, reason, why, Optional.empty(), mentioned);
    }
}
