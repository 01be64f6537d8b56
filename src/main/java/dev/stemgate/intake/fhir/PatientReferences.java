// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a record names its patient inside its source. A relative reference is resolved as FHIR says, against the address of the
 * entry it stands in, so that the same bare id on two servers stays two patients. Nothing is ever fetched.
 */
final class PatientReferences {

    private static final Pattern RELATIVE = Pattern.compile("Patient/([A-Za-z0-9._-]{1,128})(/_history/.*)?");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?://[^\\s?#]+/Patient/[A-Za-z0-9._-]{1,128})(/_history/.*)?");
    private static final Pattern URN = Pattern.compile("urn:(uuid|oid):[A-Za-z0-9.-]{1,128}");
    private static final Pattern ADDRESS = Pattern.compile("(https?://.+)/[A-Z][A-Za-z]+/[A-Za-z0-9._-]+");

    private PatientReferences() {}

    /** The patient's id inside the source; empty when the reference names no patient. @param fullUrl of the entry; may be empty */
    static String localId(String reference, String fullUrl) {
        Matcher relative = RELATIVE.matcher(reference);
        if (relative.matches()) {
            Matcher address = ADDRESS.matcher(fullUrl);
            return address.matches() ? address.group(1) + "/Patient/" + relative.group(1) : relative.group(1);
        }
        Matcher absolute = ABSOLUTE.matcher(reference);
        if (absolute.matches()) {
            return absolute.group(1);
        }
        return URN.matcher(reference).matches() ? reference : "";
    }
}
