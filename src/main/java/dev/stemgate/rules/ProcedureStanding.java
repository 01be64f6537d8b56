// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ProcedureFact;
import java.util.Map;

/** Whether and how firmly the status of a Procedure counts (MODEL §3, Other). */
final class ProcedureStanding {

    private static final Map<ProcedureFact.Status, String> WORDS = StatusWords.of(ProcedureFact.Status.class);

    private ProcedureStanding() {}

    static boolean counts(ProcedureFact procedure) {
        return switch (procedure.status()) {
            case NOT_DONE, ENTERED_IN_ERROR -> false;
            default -> true;
        };
    }

    /** Why a Procedure that counts is suggestive only; empty when it is definite. A stopped one was done in part. */
    static String doubt(ProcedureFact procedure) {
        return switch (procedure.status()) {
            case COMPLETED -> "";
            case PREPARATION -> "it is only prepared";
            case STOPPED -> "it was stopped before it was completed";
            case UNKNOWN -> "its status is unknown";
            default -> "it is " + words(procedure);
        };
    }

    static String words(ProcedureFact procedure) {
        return WORDS.get(procedure.status());
    }
}
