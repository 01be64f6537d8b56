/** The client of one EHR: settings, credentials, host pin, typed failures, and pages that one bad record cannot cost. */
package dev.stemgate.fhir.client;
