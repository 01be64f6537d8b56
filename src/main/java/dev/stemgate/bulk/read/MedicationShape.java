// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.Naming;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Status;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record that names a medication by a concept or by a reference to a Medication of the export. */
abstract class MedicationShape extends RecordShape {

    private final MedicationFact.Kind kind;
    private final Map<String, Status> statuses;
    private Status status;
    private List<Concept> drugs;
    private Naming naming;
    private List<Concept> reasons;
    private String patient;
    private List<Concept> statusReasons;
    private When effective;

    MedicationShape(String type, MedicationFact.Kind kind, Map<String, Status> statuses, Set<String> unread) {
        super(type, unread);
        this.kind = kind;
        this.statuses = statuses;
    }

    @Override
    void clear() {
        status = Status.UNKNOWN;
        drugs = null;
        naming = null;
        reasons = List.of();
        patient = "";
        statusReasons = List.of();
        effective = null;
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "status" -> status = StatusShape.known(statuses, in.code());
            case "medicationCodeableConcept" -> {
                drugs = once(drugs, List.of(in.concept()));
                naming = once(naming, Naming.SETTLED);
            }
            case "medicationReference" -> reference(in);
            case "reasonCode" -> reasons = in.concepts();
            case "subject" -> patient = in.patient();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reference(Elements in) throws OddShape {
        in.beginObject();
        String id = "";
        List<Concept> display = List.of();
        for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
            switch (name) {
                case "reference" -> id = in.reference("Medication/");
                case "display" -> display = List.of(Concept.text(in.text()));
                default -> in.skip();
            }
        }
        if (id.isEmpty()) {
            throw OddShape.FOUND;
        }
        drugs = once(drugs, display);
        naming = once(naming, new Naming.ByReference(id));
    }

    final void statusReasons(List<Concept> said) {
        statusReasons = said;
    }

    final void effective(When when) throws OddShape {
        effective = once(effective, when);
    }

    /** What only one of the types has; empty where a type has none of it. */
    record Order(
            Intent intent,
            boolean doNotPerform,
            Optional<DateRange> dateAsserted,
            Optional<DateRange> authoredOn,
            Optional<DateRange> validityEnd,
            Optional<Duration> supply,
            int repeats) {}

    abstract Order order();

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape {
        if (naming == null) {
            throw OddShape.FOUND;
        }
        Order order = order();
        MedicationFact fact = new MedicationFact(
                ref,
                kind,
                status,
                order.intent(),
                order.doNotPerform(),
                drugs,
                naming == Naming.SETTLED,
                Optional.ofNullable(effective),
                order.dateAsserted(),
                order.authoredOn(),
                order.validityEnd(),
                order.supply(),
                order.repeats(),
                reasons,
                labels.stream().distinct().toList(),
                statusReasons);
        return clinical(new RecordFact.OfMedication(fact, naming), patient);
    }
}
