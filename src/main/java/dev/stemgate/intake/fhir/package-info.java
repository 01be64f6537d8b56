/**
 * FHIR files: bundles of every kind read as data, single resources, NDJSON; JSON and XML. They are split as text before a record is
 * parsed, so that one bad record never costs another, and each record is judged by {@code fhir.read} alone.
 */
package dev.stemgate.intake.fhir;
