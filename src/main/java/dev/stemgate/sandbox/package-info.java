/**
 * An embedded FHIR R4 server that behaves like the EHRs we must survive: HAPI's plain RestfulServer on Jetty, in memory, bound
 * to loopback only, with a population of synthetic and published sample patients. It is for demonstrations and tests and
 * holds no real patient.
 *
 * <p>Resources are kept as JSON text and answered as that text, so that a record which no parser can read leaves the server as
 * it is. May import HAPI FHIR; never imports the rules.
 */
package dev.stemgate.sandbox;
