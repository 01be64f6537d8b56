// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The character set that MSH-18 names by the words of HL7 table 0211. Bytes are decoded strictly: a byte that the character set does
 * not have is a damaged message and no question mark.
 */
final class MessageCharset {

    private static final Map<String, String> TABLE_0211 = Map.ofEntries(
            Map.entry("8859/1", "ISO-8859-1"),
            Map.entry("8859/2", "ISO-8859-2"),
            Map.entry("8859/3", "ISO-8859-3"),
            Map.entry("8859/4", "ISO-8859-4"),
            Map.entry("8859/5", "ISO-8859-5"),
            Map.entry("8859/6", "ISO-8859-6"),
            Map.entry("8859/7", "ISO-8859-7"),
            Map.entry("8859/8", "ISO-8859-8"),
            Map.entry("8859/9", "ISO-8859-9"),
            Map.entry("8859/15", "ISO-8859-15"),
            Map.entry("ISO IR14", "ISO-2022-JP"),
            Map.entry("ISO IR87", "ISO-2022-JP"),
            Map.entry("ISO IR159", "ISO-2022-JP-2"),
            Map.entry("GB 18030-2000", "GB18030"),
            Map.entry("KS X 1001", "EUC-KR"),
            Map.entry("BIG-5", "Big5"),
            Map.entry("CNS 11643-1992", "x-EUC-TW"),
            Map.entry("UNICODE", "UTF-8"),
            Map.entry("UNICODE UTF-8", "UTF-8"));

    private MessageCharset() {}

    /**
     * Decodes a message.
     *
     * @param declared MSH-18, its first repetition; empty when not said
     * @param ofSource what holds when nothing, or only ASCII, is declared
     */
    static String decode(byte[] message, String declared, Charset ofSource) throws UnreadableMessageException {
        Charset charset = charset(declared, ofSource)
                .orElseThrow(() -> UnreadableMessageException.content("MSH-18 names no character set of table 0211"));
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw UnreadableMessageException.content("the bytes are not in the character set " + charset.name()
                    + "; MSH-18 or the source's charset says so");
        }
    }

    /** ASCII is a part of every source's own character set, and senders that declare it often send more. */
    private static Optional<Charset> charset(String declared, Charset ofSource) {
        String name = declared.strip().toUpperCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("\"\"") || name.equals("ASCII") || name.equals("ISO IR6")) {
            return Optional.of(ofSource);
        }
        String java = TABLE_0211.getOrDefault(name, name);
        if (java.equals("UTF-8")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        boolean known = TABLE_0211.containsValue(java) && Charset.isSupported(java);
        return known ? Optional.of(Charset.forName(java)) : Optional.empty();
    }
}
