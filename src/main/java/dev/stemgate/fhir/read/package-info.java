/** Reads one patient's record: search pages to entries, entries to typed resources or dead letters, resources to facts. */
package dev.stemgate.fhir.read;
