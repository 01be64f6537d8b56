/**
 * Screens a whole hospital from FHIR bulk-export NDJSON: lines to facts by streaming, facts grouped by patient through a spill file,
 * every judgement by {@code rules}. Knows neither Camel nor HAPI FHIR: what it cannot read by itself, and what it writes, goes through ports.
 */
package dev.stemgate.bulk;
