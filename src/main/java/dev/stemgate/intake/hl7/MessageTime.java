// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HL7 DT, DTM and TS values as FHIR dates and dateTimes of the same precision (HL7 v2-to-FHIR, data type map DTM[dateTime]). A time of
 * day without a zone is left out, since a FHIR dateTime with a time has one and the model reads the literal local date.
 */
final class MessageTime {

    private static final Pattern DTM = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?)?)?)?)?([+-]\\d{4})?");

    private MessageTime() {}

    /**
     * @return a FHIR dateTime; empty when the text is; and the text itself when it is no HL7 time, so that the record is found
     *     unreadable, and its codes are salvaged, where every record is read
     */
    static String fhir(String text) {
        Matcher matcher = DTM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return text;
        }
        if (allZero(matcher)) {
            return "";
        }
        StringBuilder date = new StringBuilder(matcher.group(1));
        for (int part = 2;
                part <= 3 && matcher.group(part) != null && !matcher.group(part).equals("00");
                part++) {
            date.append('-').append(matcher.group(part));
        }
        if (matcher.group(5) == null || matcher.group(8) == null) {
            return date.toString();
        }
        String seconds = matcher.group(6) == null ? "00" : matcher.group(6);
        return date + "T" + matcher.group(4) + ":" + matcher.group(5) + ":" + seconds
                + matcher.group(8).substring(0, 3) + ":" + matcher.group(8).substring(3);
    }

    /** The date of it, without the time of day. */
    static String date(String text) {
        String fhir = fhir(text);
        int time = fhir.indexOf('T');
        return time < 0 || fhir.equals(text) ? fhir : fhir.substring(0, time);
    }

    /** {@code 00000000} is what some systems send for "no date". */
    private static boolean allZero(Matcher matcher) {
        return matcher.group(1).equals("0000");
    }
}
