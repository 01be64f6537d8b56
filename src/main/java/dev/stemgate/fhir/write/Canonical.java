// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

/** The addresses under which Stemgate publishes its profiles, code systems and identifiers (folder {@code fhir-profiles/}). */
public final class Canonical {

    /** Canonical base of everything that Stemgate publishes. */
    public static final String BASE = "https://stemgate.dev/fhir";

    /** The profile that every screening Observation claims. */
    public static final String SCREENING_PROFILE = BASE + "/StructureDefinition/screening-observation";

    /** System of the identifier of a screening Observation. */
    public static final String SCREENING_IDENTIFIER = BASE + "/sid/screening";

    /** The profile that every screening DocumentReference claims. */
    public static final String DOCUMENT_PROFILE = BASE + "/StructureDefinition/screening-document";

    /** System of the master identifier of one version of a screening DocumentReference. */
    public static final String DOCUMENT_IDENTIFIER = BASE + "/sid/screening-document";

    /** System of the identifier of the software that screens. */
    public static final String DEVICE_IDENTIFIER = BASE + "/sid/device";

    private Canonical() {}

    /** The URL of one of our code systems, for instance {@code screening-finding}. */
    public static String codeSystem(String id) {
        return BASE + "/CodeSystem/" + id;
    }

    /** The URL of one of our extensions, for instance {@code screening-evidence}. */
    public static String extension(String id) {
        return BASE + "/StructureDefinition/" + id;
    }
}
