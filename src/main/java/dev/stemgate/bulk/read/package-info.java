/**
 * Reads the common shapes of FHIR R4 records straight from tokens to facts. It never decides what a strange record means: whatever is not
 * exactly of a known shape goes to the typed path.
 */
package dev.stemgate.bulk.read;
