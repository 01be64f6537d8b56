/**
 * The writing half of FHIR: a {@code Screening} becomes one Observation and one Provenance in a transaction, and the
 * server's answer becomes a receipt. The Observation is made as JSON ({@code ScreeningObservation}). Everything here is stateless and thread-safe; HAPI resources that are handed out are
 * the caller's own. Nothing here does I/O.
 */
package dev.stemgate.fhir.write;
