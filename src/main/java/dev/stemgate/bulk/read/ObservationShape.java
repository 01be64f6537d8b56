// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.ObservationFact.Component;
import dev.stemgate.model.ObservationFact.Status;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An Observation with values of the common types. */
final class ObservationShape extends RecordShape {

    /** Where our own code systems are published: a screening is no evidence, and the typed path tells it. */
    private static final String OWN = "https://stemgate.dev/fhir/CodeSystem/";

    private static final Map<String, Status> STATUSES = Arrays.stream(Status.values())
            .collect(Collectors.toUnmodifiableMap(
                    status -> status.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));

    private final ObservedShape observed = new ObservedShape();
    private final ObservedShape part = new ObservedShape();
    private Status status;
    private List<Component> components;
    private When effective;
    private DateRange issued;
    private String patient;

    ObservationShape() {
        super("Observation", Set.of("effectiveTiming", "effectiveInstant"));
    }

    @Override
    void clear() {
        observed.clear();
        status = Status.UNKNOWN;
        components = List.of();
        effective = null;
        issued = null;
        patient = "";
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "status" -> status = StatusShape.known(STATUSES, in.code());
            case "subject" -> patient = in.patient();
            case "effectiveDateTime" -> effective = once(effective, in.dated());
            case "effectivePeriod" -> effective = once(effective, in.period());
            case "issued" -> issued(in.date());
            case "component" -> components(in);
            case "category" -> in.skipArray();
            default -> {
                return observed.element(name, in);
            }
        }
        return true;
    }

    private void issued(DateRange date) throws OddShape {
        if (!date.isDay()) {
            throw OddShape.FOUND;
        }
        issued = date;
    }

    private void components(Elements in) throws OddShape {
        in.beginArray();
        components = new ArrayList<>(4);
        while (in.nextItem()) {
            in.beginObject();
            part.clear();
            for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
                if (!part.element(name, in)) {
                    if (name.charAt(0) == '_') {
                        throw OddShape.FOUND;
                    }
                    in.skip();
                }
            }
            components.add(part.component());
        }
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape {
        Component whole = observed.component();
        for (Code coding : whole.code().codings()) {
            if (coding.system().startsWith(OWN)) {
                throw OddShape.FOUND;
            }
        }
        return clinical(
                new RecordFact.OfObservation(new ObservationFact(
                        ref,
                        whole.code(),
                        status,
                        whole.value(),
                        whole.interpretations(),
                        whole.referenceRanges(),
                        components,
                        Optional.ofNullable(effective),
                        Optional.ofNullable(issued),
                        labels)),
                patient);
    }
}
