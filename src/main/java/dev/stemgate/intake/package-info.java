/**
 * What is dropped in a folder or sent as a message: formats are taken apart into FHIR R4 records that know their file and line, each
 * with exactly one fate in the input ledger, and are matched to a patient of the destination EHR (CONTRACTS, Two ledgers). All
 * formats feed one {@link dev.stemgate.intake.RecordSink}; none of them judges a record, which is left to {@code fhir.read}.
 */
package dev.stemgate.intake;
