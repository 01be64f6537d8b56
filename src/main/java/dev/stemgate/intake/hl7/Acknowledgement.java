// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer to a message: it says that the message is durably stored, not that anybody was screened (CONTRACTS, MLLP). In original
 * mode AA, AE or AR. In enhanced mode (MSH-15 or MSH-16 valued) CA, CE or CR as MSH-15 asks, else AA, AE or AR as MSH-16 asks, else
 * none (HL7 v2.5.1, 2.9.2 and 2.9.3). Thread-safe.
 */
public final class Acknowledgement {

    /** What became of the message. */
    public enum Outcome {
        /** It, or its dead letter, is committed. */
        STORED("A", "", ""),
        /** It could not be stored; the sender keeps it and sends it again. */
        NOT_STORED("E", "207", "Application internal error"),
        /** Its frame or header cannot be read; sending the same again does not help. */
        REJECTED("R", "100", "Segment sequence error");

        private final String letter;
        private final String code;
        private final String text;

        Outcome(String letter, String code, String text) {
            this.letter = letter;
            this.code = code;
            this.text = text;
        }
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);
    private static final MessageHeader NO_HEADER = noHeader();
    private static final int LONGEST_ID = 20;

    private final ZoneId zone;

    /** @param zone of the answer's time */
    public Acknowledgement(ZoneId zone) {
        this.zone = zone;
    }

    /** The answer without the frame, in the sender's own encoding characters; empty when the sender asked for none. */
    public Optional<byte[]> to(ReceivedMessage message, Outcome outcome, Instant now) {
        MessageHeader header = message.header().orElse(NO_HEADER);
        return mode(header, outcome)
                .map(mode -> text(header, mode + outcome.letter, outcome, now).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A for original mode and application acknowledgement, C for accept acknowledgement; empty for no answer. */
    private static Optional<String> mode(MessageHeader header, Outcome outcome) {
        String accept = header.first(15).toUpperCase(Locale.ROOT);
        String application = header.first(16).toUpperCase(Locale.ROOT);
        if (accept.isEmpty() && application.isEmpty()) {
            return Optional.of("A");
        }
        if (asks(accept, outcome)) {
            return Optional.of("C");
        }
        return asks(application, outcome) ? Optional.of("A") : Optional.empty();
    }

    /** HL7 table 0155. */
    private static boolean asks(String condition, Outcome outcome) {
        return switch (condition) {
            case "AL" -> true;
            case "SU" -> outcome == Outcome.STORED;
            case "ER" -> outcome != Outcome.STORED;
            default -> !condition.isEmpty() && !condition.equals("NE");
        };
    }

    private String text(MessageHeader to, String code, Outcome outcome, Instant now) {
        char f = to.encoding().getFieldSeparator();
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, LONGEST_ID);
        String msh = String.join(
                "" + f,
                "MSH",
                to.field(2),
                to.field(5),
                to.field(6),
                to.field(3),
                to.field(4),
                TIME.format(now.atZone(zone)),
                "",
                type(to),
                id,
                to.field(11),
                to.field(12));
        String charset = to.field(18);
        String header = charset.isEmpty() ? msh : msh + ("" + f).repeat(6) + charset;
        String msa = "MSA" + f + code + f + to.field(10);
        return header + "\r" + (outcome == Outcome.STORED ? msa + "\r" : refused(to, msa, outcome));
    }

    private static String type(MessageHeader to) {
        char component = to.encoding().getComponentSeparator();
        String[] asked = to.field(9).split(java.util.regex.Pattern.quote("" + component), -1);
        boolean event = asked.length > 1 && !asked[1].isBlank() && !to.first(12).matches("2\\.[12].*");
        boolean structure = event && !to.first(12).startsWith("2.3");
        return "ACK" + (event ? component + asked[1] : "") + (structure ? component + "ACK" : "");
    }

    /** ERR of 2.5 and later has the code in its third field; before, the text goes into MSA-3. */
    private static String refused(MessageHeader to, String msa, Outcome outcome) {
        char f = to.encoding().getFieldSeparator();
        char c = to.encoding().getComponentSeparator();
        char s = to.encoding().getSubcomponentSeparator();
        if (to.first(12).matches("2\\.[1-4].*")) {
            return msa + f + outcome.text + "\r" + "ERR" + f + c + c + c + outcome.code + s + outcome.text + s
                    + "HL70357" + "\r";
        }
        return msa + "\r" + "ERR" + f + f + "MSH" + c + "1" + f + outcome.code + c + outcome.text + c + "HL70357" + f
                + "E" + "\r";
    }

    private static MessageHeader noHeader() {
        try {
            return MessageHeader.of("MSH|^~\\&|||||||ACK||P|2.5");
        } catch (UnreadableMessageException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
