// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.Locale;

/**
 * What ORC-1 (HL7 table 0119) and ORC-5 (table 0038) make of an order. Only a cancel or discontinue that is said counts; a word that is
 * not known, and every "unable to …", leaves an order active, since an order that is wrongly taken for ended would hide a drug.
 */
enum OrderControl {
    ACTIVE("active"),
    ON_HOLD("on-hold"),
    CANCELLED("cancelled"),
    STOPPED("stopped"),
    COMPLETED("completed"),
    ENTERED_IN_ERROR("entered-in-error");

    private final String status;

    OrderControl(String status) {
        this.status = status;
    }

    /** The FHIR status of a MedicationRequest. */
    String status() {
        return status;
    }

    static OrderControl of(Segment orc) {
        OrderControl said = byControl(orc.text(1).toUpperCase(Locale.ROOT));
        return said == ACTIVE ? byStatus(orc.text(5).toUpperCase(Locale.ROOT)) : said;
    }

    private static OrderControl byControl(String code) {
        return switch (code) {
            case "CA", "OC", "CR" -> CANCELLED;
            case "DC", "OD", "DR", "RP", "RQ" -> STOPPED;
            case "HD", "OH", "HR" -> ON_HOLD;
            default -> ACTIVE;
        };
    }

    private static OrderControl byStatus(String code) {
        return switch (code) {
            case "CA" -> CANCELLED;
            case "DC", "RP" -> STOPPED;
            case "CM" -> COMPLETED;
            case "HD" -> ON_HOLD;
            case "ER" -> ENTERED_IN_ERROR;
            default -> ACTIVE;
        };
    }
}
