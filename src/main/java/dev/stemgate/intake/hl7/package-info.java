/**
 * HL7 v2 in its pipe form: files and batches are taken apart into messages, messages into segments, and diagnoses, problems and
 * pharmacy orders become FHIR R4 resources as the HL7 v2-to-FHIR implementation guide maps them. Nothing is judged here.
 */
package dev.stemgate.intake.hl7;
