// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

/**
 * What may stand at a place of a line where lines of one pattern differ. What else the line says, and whether it is taken, does not depend
 * on which text it is, as long as it is of this kind.
 */
enum Hole {
    /** The id of the record. */
    ID,
    /** The id of the Patient whose record it is. */
    PATIENT,
    /** A date or a dateTime to the day or further. */
    DAY,
    /** A number without an exponent, of so many digits as a Quantity may have. */
    NUMBER,
    /** A coded value of which nothing is taken, and which was read before. */
    ANSWER,
    /** A string that says nothing to a screening. */
    STRING
}
