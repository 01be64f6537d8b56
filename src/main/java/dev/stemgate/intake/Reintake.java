// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import dev.stemgate.model.PatientKey;

/**
 * What can be done about the dead letter of a line, entry or message: the port for the desk. A letter is named by its source and
 * place, as {@code DeadLetter} has them. What becomes of the letter itself is the desk's to decide. Thread-safe.
 */
public interface Reintake {

    /** How an attempt ended. */
    enum Outcome {
        /** It is in the ledger now, and its patient is matched and screened by the routes. */
        TAKEN,
        /** It cannot be read still; there is a new dead letter of the place that {@link #corrected} names. */
        STILL_REFUSED,
        /** There is no such line that can be taken again. */
        UNKNOWN
    }

    /**
     * Takes one record again, with corrected bytes in the format in which it was received: one FHIR resource, one CSV row, one message.
     * The corrected record takes the place of the one that could not be read; until the source sends other content under its key.
     *
     * @param mediaType of the letter
     */
    Outcome corrected(String source, String place, byte[] bytes, String mediaType);

    /** Asks the EHR again whose it is, for instance because the patient is there by now. */
    Outcome matchAgain(String source, String place);

    /** A person decided whose it is, and with it every record of that patient of the source. */
    Outcome assign(String source, String place, PatientKey patient);

    /** The patients among whom it could not be decided, as a JSON list; empty when there are none. Personal data. */
    String candidates(String source, String place);
}
