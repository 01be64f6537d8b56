// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first segment of a message, batch or file, taken apart only as far as its fields: enough to choose the character set and to
 * answer. Fields are counted as the standard counts them: 1 is the separator, 2 the encoding characters.
 *
 * @param encoding the sender's own separators
 * @param fields raw text of each field, escapes untouched
 */
record MessageHeader(EncodingCharacters encoding, List<String> fields) {

    private static final int SHORTEST = 8;

    MessageHeader {
        fields = List.copyOf(fields);
    }

    /**
     * @param segment from {@code MSH}, {@code BHS} or {@code FHS} to its end, without the end
     * @throws UnreadableMessageException when the separators cannot be told
     */
    static MessageHeader of(String segment) throws UnreadableMessageException {
        if (segment.length() < SHORTEST) {
            throw UnreadableMessageException.header("the header ends before its encoding characters");
        }
        char field = segment.charAt(3);
        int end = segment.indexOf(field, 4);
        String characters = end < 0 ? segment.substring(4) : segment.substring(4, end);
        require(characters.length() == 4 || characters.length() == 5, "MSH-2 does not hold four or five characters");
        String all = field + characters;
        require(all.chars().distinct().count() == all.length(), "two of the header's separators are the same");
        require(
                all.chars().noneMatch(MessageHeader::cannotSeparate),
                "a separator of the header is a letter, digit or blank");
        List<String> fields = Arrays.stream(segment.substring(4).split(java.util.regex.Pattern.quote("" + field), -1))
                .collect(Collectors.toList());
        fields.add(0, "" + field);
        return new MessageHeader(new EncodingCharacters(field, characters.substring(0, 4)), fields);
    }

    private static boolean cannotSeparate(int character) {
        return Character.isLetterOrDigit(character) || Character.isWhitespace(character) || character < ' ';
    }

    private static void require(boolean holds, String otherwise) throws UnreadableMessageException {
        if (!holds) {
            throw UnreadableMessageException.header(otherwise);
        }
    }

    /** The raw text of a field; empty when there is none. */
    String field(int number) {
        return number <= fields.size() ? fields.get(number - 1) : "";
    }

    /** The first component of the first repetition of a field, without blanks; a deleted value is empty. */
    String first(int number) {
        String text = upTo(upTo(field(number), encoding.getRepetitionSeparator()), encoding.getComponentSeparator());
        return text.strip().equals(Segment.NULL) ? "" : text.strip();
    }

    private static String upTo(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
