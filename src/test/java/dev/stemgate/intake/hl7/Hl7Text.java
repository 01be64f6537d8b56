// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

/** Messages for tests, made of segments. */
final class Hl7Text {

    static final String PID = "PID|1||4711^^^HOSP^MR||TESTCANARY^ADA||19610507|F";

    private Hl7Text() {}

    static String message(String type, String... segments) {
        return processed("P", type, segments);
    }

    static String processed(String processing, String type, String... segments) {
        return "MSH|^~\\&|ADTApp|Hospital|Bridge|Clinic|20260301120000+0100||" + type + "|C-1|" + processing + "|2.5\r"
                + String.join("\r", segments) + "\r";
    }

    static String admission(String... segments) {
        String[] all = new String[segments.length + 1];
        all[0] = PID;
        System.arraycopy(segments, 0, all, 1, segments.length);
        return message("ADT^A01^ADT_A01", all);
    }
}
