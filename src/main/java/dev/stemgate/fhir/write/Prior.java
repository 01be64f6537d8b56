// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;

/** Our result as the EHR holds it now, in whatever form it was written: what a write has to replace. */
public sealed interface Prior permits PriorObservation, PriorDocument {

    /** The logical id, without type or version. */
    String id();

    /** {@code meta.versionId}; empty when the server gave none. */
    String version();

    /** Whether it was withdrawn ({@code entered-in-error}). */
    boolean isRetracted();

    /** Whether it already says what a screening with this fingerprint would say: then nothing is to be written. */
    boolean says(Fingerprint fingerprint);
}
