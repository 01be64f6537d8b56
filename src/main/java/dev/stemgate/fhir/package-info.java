/**
 * FHIR R4 and nothing else: clients, reading, writing. HAPI FHIR stays inside this package; the routes speak to it through {@link
 * dev.stemgate.fhir.EhrConversation}.
 */
package dev.stemgate.fhir;
