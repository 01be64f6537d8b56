// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.FhirBytes;
import dev.stemgate.intake.IntakeRecord;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the sink of one message: each diagnosis, problem and order is a unit of its own, and a message without any is one. Confined
 * to the thread that reads.
 */
final class MessageTeller {

    private static final JsonMapper JSON = new JsonMapper();

    private final SourceSettings source;
    private final Hl7Settings settings;
    private final RecordSink sink;
    private final PatientSegment patients;
    private final Statements statements;
    private final MergeNotices merges;

    MessageTeller(SourceSettings source, Hl7Settings settings, RecordSink sink) {
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        patients = new PatientSegment(source);
        statements = new Statements(new CodingSystems(source.name()), settings);
        merges = new MergeNotices(patients, sink);
    }

    /** @param original the message as received */
    void tell(Message message, Place place, OriginalBytes original) {
        MessageKind kind = MessageKind.of(message);
        if (message.processing().matches("[TD]") && !settings.testMessages()) {
            sink.irrelevant(place, "a message for training or debugging (MSH-11)");
        } else if (!message.processing().matches("[PTD]?")) {
            refuseWhole(message, place, original, Reason.UNREADABLE, "MSH-11 is neither P, T nor D");
        } else if (!kind.why().isEmpty()) {
            sink.irrelevant(place, kind.why());
        } else if (kind == MessageKind.MERGE) {
            merges.tell(message, place, original);
        } else {
            tellPatient(message, kind, place, original);
        }
    }

    private void tellPatient(Message message, MessageKind kind, Place place, OriginalBytes original) {
        List<Segment> pids = message.all("PID");
        Subject subject = pids.size() == 1 ? patients.subject(pids.get(0)) : Subject.NOT_SAID;
        List<Statement> all = statements.of(message, kind, Visit.of(message, subject.localId()));
        if (all.isEmpty()) {
            sink.irrelevant(place, "no diagnosis, problem or pharmacy order in it");
        } else if (subject.isNobody()) {
            refuseWhole(message, place, original, Reason.UNRESOLVED_SUBJECT, nobody(pids));
        } else {
            Map<RecordKey, Statement> heaviest = heaviest(all);
            all.forEach(statement -> tell(statement, heaviest, subject, place, original));
        }
    }

    /** What it holds is missing for everyone whom it names: whose a diagnosis is cannot be told, but not that it is nobody's. */
    private void refuseWhole(Message message, Place place, OriginalBytes original, Reason reason, String line) {
        List<Segment> pids = message.all("PID");
        List<Subject> named = pids.stream()
                .map(patients::subject)
                .filter(subject -> !subject.isNobody())
                .distinct()
                .toList();
        if (named.size() < 2) {
            refuse(place, original, named.isEmpty() ? Subject.NOT_SAID : named.get(0), "", reason, line);
            return;
        }
        for (int i = 0; i < named.size(); i++) {
            refuse(place.within("PID-" + (i + 1)), original, named.get(i), "", reason, line);
        }
    }

    private static String nobody(List<Segment> pids) {
        return switch (pids.size()) {
            case 0 -> "the message has no PID segment";
            case 1 -> "PID-3 is empty: the message does not say whose it is";
            default -> "the message names more than one patient";
        };
    }

    /** Where a message says the same thing twice (admitting, then final) the definite one stands; the first of equals. */
    private static Map<RecordKey, Statement> heaviest(List<Statement> all) {
        Map<RecordKey, Statement> heaviest = new HashMap<>();
        for (Statement statement : all) {
            if (statement instanceof Statement.Holds holds) {
                heaviest.merge(
                        holds.key(),
                        holds,
                        (earlier, later) -> ((Statement.Holds) earlier).weight() < holds.weight() ? later : earlier);
            }
        }
        return heaviest;
    }

    private void tell(
            Statement statement,
            Map<RecordKey, Statement> heaviest,
            Subject subject,
            Place whole,
            OriginalBytes original) {
        Place place = whole.within(statement.place());
        if (statement instanceof Statement.Holds holds) {
            if (heaviest.get(holds.key()) == holds) {
                sink.record(record(holds, subject, place, original));
            } else {
                sink.duplicate(place);
            }
        } else if (statement instanceof Statement.Withdrawn withdrawn) {
            sink.withdrawn(place, withdrawn.key().toString());
        } else if (statement instanceof Statement.SaysNothing nothing) {
            sink.irrelevant(place, nothing.why());
        } else if (statement instanceof Statement.Unclear unclear) {
            refuse(place, original, subject, unclear.type(), unclear.reason(), unclear.line());
        }
    }

    private IntakeRecord record(Statement.Holds holds, Subject subject, Place place, OriginalBytes original) {
        ObjectNode resource = holds.resource();
        resource.set("subject", SubjectReference.of(subject, source.idsOfEhr()));
        FhirBytes bytes = new FhirBytes(holds.type(), json(resource));
        return new IntakeRecord(source.name(), holds.key().toString(), place, subject, bytes, original);
    }

    private void refuse(Place place, OriginalBytes original, Subject subject, String type, Reason reason, String line) {
        sink.refused(new Refusal(place, reason, line, original, subject, type));
    }

    private static byte[] json(ObjectNode resource) {
        try {
            return JSON.writeValueAsBytes(resource);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts is JSON", impossible);
        }
    }
}
