// SPDX-License-Identifier: Apache-2.0
/**
 * What one EHR's server can do and what that means for screening: {@code ./stemgate check ehr}. Asks with the bridge's own client and
 * searches, so that what works here works at night. Writes nothing unless it is told to.
 */
package dev.stemgate.fhir.check;
