// SPDX-License-Identifier: Apache-2.0
/** The conversation with a FHIR R4 terminology server. */
package dev.stemgate.fhir.codes;
