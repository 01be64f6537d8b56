// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.record;

/** Why a line is a dead letter; the codes are those of the dead letters of the bridge. */
public enum RefusalReason {
    UNREADABLE("unreadable"),
    WRONG_VERSION("wrong-version"),
    UNKNOWN_MODIFIER("unknown-modifier"),
    /** Its subject is missing, masked, or no Patient of the folder. */
    UNRESOLVED_SUBJECT("unresolved-subject"),
    /** Several Patients answer to what it says of its subject. */
    AMBIGUOUS_PATIENT("ambiguous-patient"),
    /** An OperationOutcome that says that the export is not whole. */
    EXPORT_WARNING("export-warning");

    private final String code;

    RefusalReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
