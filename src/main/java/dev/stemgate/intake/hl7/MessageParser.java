// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes one message apart with HAPI's generic model, segment by segment and in the order of the message, so that neither the version
 * nor a local segment nor an unusual order hides one. What does not look like a segment is never skipped: it may be a damaged one.
 * Thread-safe.
 */
final class MessageParser {

    private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final int FEWEST_HEADER_FIELDS = 9;

    /** Whose fields anybody asks for; of the others only the name counts, and taking them apart is most of the work. */
    private static final Set<String> READ =
            Set.of("MSH", "EVN", "PID", "MRG", "PV1", "DG1", "PRB", "ORC", "RXO", "RXE", "RXC");

    private static final HapiContext HAPI = new DefaultHapiContext(ValidationContextFactory.noValidation());

    private final Charset charset;
    private final int longestText;

    /**
     * @param charset of messages that declare none
     * @param longestText characters of one segment at most
     */
    MessageParser(Charset charset, int longestText) {
        this.charset = charset;
        this.longestText = longestText;
    }

    /** @param bytes from MSH to the end of the last segment, without frame and byte order mark */
    Message parse(byte[] bytes) throws UnreadableMessageException {
        MessageHeader header = header(bytes);
        List<String> lines = lines(MessageCharset.decode(bytes, header.first(18), charset), header);
        PipeParser parser = new PipeParser(HAPI);
        GenericMessage message = new GenericMessage.V251(new GenericModelClassFactory());
        message.setParser(parser);
        Map<String, Integer> ordinals = new HashMap<>();
        List<Segment> segments = new ArrayList<>();
        for (String line : lines) {
            int ordinal = ordinals.merge(line.substring(0, 3), 1, Integer::sum);
            segments.add(segment(line, ordinal, header.encoding(), message, parser));
        }
        return new Message(segments.get(0), segments);
    }

    private static Segment segment(
            String line, int ordinal, EncodingCharacters encoding, GenericMessage message, PipeParser parser)
            throws UnreadableMessageException {
        GenericSegment segment = new GenericSegment(message, line.substring(0, 3));
        try {
            if (READ.contains(segment.getName())) {
                parser.parse(segment, line, encoding);
            }
            return new Segment(segment, ordinal);
        } catch (HL7Exception | RuntimeException broken) {
            // HAPI answers some damaged escapes with runtime exceptions; their text is the sender's and goes nowhere.
            throw UnreadableMessageException.content("a " + segment.getName() + " segment cannot be taken apart");
        }
    }

    /** The PID of a message that cannot be read as a whole; empty unless exactly one can be found and read. */
    Optional<Segment> patient(byte[] bytes) {
        try {
            EncodingCharacters encoding = encoding(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String start = "PID" + encoding.getFieldSeparator();
            List<String> pids = Arrays.stream(text.split("[\\r\\n]+"))
                    .filter(line -> line.startsWith(start))
                    .toList();
            if (pids.size() != 1) {
                return Optional.empty();
            }
            GenericMessage message = new GenericMessage.V251(new GenericModelClassFactory());
            return Optional.of(segment(pids.get(0), 1, encoding, message, new PipeParser(HAPI)));
        } catch (UnreadableMessageException unreadable) {
            return Optional.empty();
        }
    }

    /** Of the header, where it can be read; else those that nearly everybody uses. */
    private static EncodingCharacters encoding(byte[] bytes) {
        try {
            return header(bytes).encoding();
        } catch (UnreadableMessageException headless) {
            return EncodingCharacters.defaultInstance();
        }
    }

    /** The header alone, for the character set and for answers. @throws UnreadableMessageException when it is no header */
    static MessageHeader header(byte[] bytes) throws UnreadableMessageException {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        if (!line.startsWith("MSH")) {
            throw UnreadableMessageException.header("the message does not begin with MSH");
        }
        MessageHeader header = MessageHeader.of(line);
        if (header.fields().size() < FEWEST_HEADER_FIELDS || header.first(9).isEmpty()) {
            throw UnreadableMessageException.header("the header ends before the message type, MSH-9");
        }
        return header;
    }

    private List<String> lines(String text, MessageHeader header) throws UnreadableMessageException {
        List<String> lines = new ArrayList<>();
        for (String line : text.split(separator(text), -1)) {
            String segment = line.strip().isEmpty() ? "" : line;
            if (segment.isEmpty()) {
                continue;
            }
            if (segment.length() > longestText) {
                throw UnreadableMessageException.content("a segment is longer than " + longestText + " characters");
            }
            requireSegment(segment, header.encoding().getFieldSeparator());
            lines.add(segment);
        }
        return lines;
    }

    /** Where the header ends with CR alone, a line feed is a character of a text. */
    private static String separator(String text) {
        int cr = text.indexOf('\r');
        boolean crAlone =
                cr >= 0 && (cr + 1 == text.length() || text.charAt(cr + 1) != '\n') && text.lastIndexOf('\n', cr) < 0;
        return crAlone ? "\r" : "\r\n|\r|\n";
    }

    private static void requireSegment(String line, char fieldSeparator) throws UnreadableMessageException {
        boolean named =
                line.length() >= 3 && SEGMENT.matcher(line.substring(0, 3)).matches();
        if (!named || line.length() > 3 && line.charAt(3) != fieldSeparator) {
            throw UnreadableMessageException.content("a line is no segment: it does not begin with a segment's name");
        }
        String hidden = "(?s).*\\n\\s*[A-Z][A-Z0-9]{2}" + Pattern.quote("" + fieldSeparator) + ".*";
        if (line.indexOf('\n') >= 0 && line.matches(hidden)) {
            throw UnreadableMessageException.content("segments end in different ways, so that one may hide in another");
        }
    }
}
