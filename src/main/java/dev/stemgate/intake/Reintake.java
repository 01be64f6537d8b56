// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

import dev.stemgate.model.PatientKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done about the dead letter of a line, entry or message. What becomes of the letter itself is the desk's to decide. All that
 * it changes joins the transaction that runs. Thread-safe.
 */
public interface Reintake {

    /** How an attempt ended. */
    enum Outcome {
        /** It is in the ledger now, and its patient is matched and screened by the routes. */
        TAKEN,
        /** It cannot be read still; nothing was changed. */
        STILL_REFUSED,
        /** There is no such line that can be taken again. */
        UNKNOWN
    }

    /**
     * Why these bytes could not be taken in the place of a unit; changes nothing.
     *
     * @param mediaType of the letter
     * @return one sentence without personal data; empty when they can be taken
     */
    Optional<String> problem(DeadUnit unit, byte[] bytes, String mediaType);

    /**
     * The row of a table with cells set by the names of their columns; changes nothing.
     *
     * @param mediaType of the letter
     * @param cells values by the name of the column; personal data
     * @return empty when the unit is no row of a table
     * @throws UnreadableFileException with what hinders it, in names of columns and never in values
     */
    Optional<byte[]> withCells(DeadUnit unit, byte[] bytes, String mediaType, Map<String, String> cells);

    /**
     * Takes one record again, with corrected bytes in the format in which it was received: one FHIR resource, one CSV row, one message.
     * The corrected record takes the place of the one that could not be read; until the source sends other content under its key.
     *
     * @param mediaType of the letter
     */
    Outcome corrected(DeadUnit unit, byte[] bytes, String mediaType);

    /** Asks the EHR again whose it is, for instance because the patient is there by now. */
    Outcome matchAgain(DeadUnit unit);

    /** A person decided whose it is, and with it every record of that patient of the source. */
    Outcome assign(DeadUnit unit, PatientKey patient);

    /** What names the patient of a unit, as its source describes; empty when it does not say whose it is. */
    Optional<String> subjectKey(DeadUnit unit);

    /** The EHR among whose patients the patient of a unit is looked for. */
    Optional<String> ehr(DeadUnit unit);

    /** The patients among whom it could not be decided, as a JSON list; empty when there are none. Personal data. */
    String candidates(DeadUnit unit);

    /** Whose the records that stand at this place by now are, as far as that is known. */
    Set<PatientKey> patients(DeadUnit unit);
}
