// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key under which a Medication of a source is kept, told by a reference to it. */
final class MedicationKey {

    private static final Pattern URN = Pattern.compile("urn:(?:uuid|oid):([A-Za-z0-9.-]{1,128})");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://[^\\s?#]+/)?Medication/([A-Za-z0-9._-]{1,128})(?:/_history/.*)?");

    private MedicationKey() {}

    /** Empty for a contained one, and for what is no reference to a Medication. */
    static String of(String reference) {
        for (Pattern form : new Pattern[] {URN, ADDRESS}) {
            Matcher matcher = form.matcher(reference.strip());
            if (matcher.matches()) {
                return "Medication/" + matcher.group(1);
            }
        }
        return "";
    }
}
