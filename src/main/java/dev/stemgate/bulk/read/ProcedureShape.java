// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ProcedureFact.Status;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.When;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A Procedure that was performed at a date or in a Period. */
final class ProcedureShape extends RecordShape {

    private static final Map<String, Status> STATUSES = Arrays.stream(Status.values())
            .collect(Collectors.toUnmodifiableMap(
                    status -> status.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));

    private Concept code;
    private Status status;
    private When performed;
    private List<Concept> reasons;
    private List<Concept> used;
    private String patient;

    ProcedureShape() {
        super("Procedure", Set.of("performedString", "performedAge", "performedRange"));
    }

    @Override
    void clear() {
        code = Concept.nothing();
        status = Status.UNKNOWN;
        performed = null;
        reasons = List.of();
        used = List.of();
        patient = "";
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "code" -> code = in.concept();
            case "status" -> status = StatusShape.known(STATUSES, in.code());
            case "performedDateTime" -> performed = once(performed, in.dated());
            case "performedPeriod" -> performed = once(performed, in.period());
            case "reasonCode" -> reasons = in.concepts();
            case "usedCode" -> used = in.concepts();
            case "subject" -> patient = in.patient();
            case "performer" -> in.skipUnless("role");
            case "category" -> in.skipObject();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape {
        return clinical(
                new RecordFact.OfProcedure(
                        new ProcedureFact(ref, code, status, Optional.ofNullable(performed), reasons, used, labels)),
                patient);
    }
}
