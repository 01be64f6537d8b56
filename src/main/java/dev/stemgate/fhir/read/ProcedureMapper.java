// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ProcedureFact.Status;
import org.hl7.fhir.r4.model.Procedure;

/** Procedure to facts. Extracts, and judges nothing. */
final class ProcedureMapper {

    private ProcedureMapper() {}

    static ProcedureFact fact(Procedure procedure) {
        return new ProcedureFact(
                References.refOf(procedure),
                Concepts.of(procedure.getCode()),
                procedure.getStatus() != null
                        ? EnumWords.of(Status.class, procedure.getStatus().toCode())
                                .orElse(Status.UNKNOWN)
                        : Status.UNKNOWN,
                Times.when(procedure.getPerformed()),
                Concepts.all(procedure.getReasonCode()),
                Concepts.all(procedure.getUsedCode()),
                Concepts.labels(procedure.getMeta()));
    }
}
