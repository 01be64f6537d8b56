/** The keys with which the bridge signs for a hospital: read from files, published as a JWKS, never shown. */
package dev.stemgate.fhir.keys;
