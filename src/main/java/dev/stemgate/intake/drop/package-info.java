/**
 * From a dropped file or a received message to the input ledger and on to a patient: taking, reading in chunks, matching, reporting.
 */
package dev.stemgate.intake.drop;
