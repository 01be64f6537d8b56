// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether and how firmly the status and intent of a medication record count (MODEL §3, table Medication). An Administration is
 * judged like a Statement; a Dispense that was not handed over does not count, and one that is prepared is only intended.
 */
final class MedicationStanding {

    private static final Set<Status> UNTAKEN_GIVEN = EnumSet.of(Status.NOT_TAKEN, Status.ENTERED_IN_ERROR);
    private static final Set<Status> UNTAKEN_DISPENSE =
            EnumSet.of(Status.NOT_TAKEN, Status.CANCELLED, Status.ENTERED_IN_ERROR);
    private static final Set<Status> UNTAKEN_REQUEST =
            EnumSet.of(Status.CANCELLED, Status.ENTERED_IN_ERROR, Status.DRAFT);
    private static final Set<Status> TAKEN = EnumSet.of(Status.ACTIVE, Status.COMPLETED, Status.STOPPED);

    private static final Map<Status, String> STATUSES = StatusWords.of(Status.class);
    private static final Map<Intent, String> INTENTS = StatusWords.of(Intent.class);

    private MedicationStanding() {}

    static boolean counts(MedicationFact medication) {
        Set<Status> untaken =
                switch (medication.kind()) {
                    case STATEMENT, ADMINISTRATION -> UNTAKEN_GIVEN;
                    case REQUEST -> UNTAKEN_REQUEST;
                    case DISPENSE -> UNTAKEN_DISPENSE;
                };
        return !medication.doNotPerform() && !untaken.contains(medication.status());
    }

    /** Why a record that counts is suggestive only; empty when it is definite. */
    static String doubt(MedicationFact medication) {
        if (!TAKEN.contains(medication.status())) {
            return switch (medication.status()) {
                case INTENDED -> "it is only intended";
                case ON_HOLD -> "it is on hold";
                default -> "its status is unknown";
            };
        }
        return medication.kind() == Kind.REQUEST ? intentDoubt(medication) : statusDoubt(medication);
    }

    private static String intentDoubt(MedicationFact medication) {
        return switch (medication.intent()) {
            case ORDER -> statusDoubt(medication);
            case PROPOSAL -> "it is only proposed";
            case PLAN -> "it is only planned";
            case NONE, UNKNOWN -> "its intent is unknown";
        };
    }

    /** Reasons are given for a drug that is withheld or stopped; one on an active record says otherwise than its status. */
    private static String statusDoubt(MedicationFact medication) {
        boolean explained = medication.status() == Status.ACTIVE
                && medication.statusReasons().stream().anyMatch(reason -> !reason.isEmpty());
        return explained ? "it is marked active, and the reason given for its status may say otherwise" : "";
    }

    /** The status words that a person reads. */
    static String words(MedicationFact medication) {
        String status = STATUSES.get(medication.status());
        if (medication.kind() != Kind.REQUEST) {
            return status;
        }
        return status + ", " + INTENTS.get(medication.intent()) + (medication.doNotPerform() ? ", do not perform" : "");
    }
}
