// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.intake.ContentHash;
import java.util.Optional;

/** A message that came over a connection, as far as its header: enough to recognise it and to answer it. Immutable. */
public final class ReceivedMessage {

    private static final int LONGEST_PART = 100;
    private static final int HASH = 16;

    private final Optional<MessageHeader> header;
    private final byte[] bytes;

    private ReceivedMessage(Optional<MessageHeader> header, byte[] bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    /** @param bytes without the frame; not copied, and so not to be changed by anyone */
    public static ReceivedMessage of(byte[] bytes) {
        return new ReceivedMessage(
                readable(bytes).filter(header -> !header.first(10).isEmpty()), bytes);
    }

    private static Optional<MessageHeader> readable(byte[] bytes) {
        try {
            return Optional.of(MessageParser.header(bytes));
        } catch (UnreadableMessageException broken) {
            return Optional.empty();
        }
    }

    /** Empty when it cannot be read, or holds no control id. */
    Optional<MessageHeader> header() {
        return header;
    }

    /** As received, without the frame; not to be changed by anyone. */
    public byte[] bytes() {
        return bytes;
    }

    /** False when MSH cannot be read or names no control id: it is answered AR (CONTRACTS, MLLP). */
    public boolean hasReadableHeader() {
        return header.isPresent();
    }

    /**
     * Control id (MSH-10) and sender (MSH-3, MSH-4), for instance {@code MSG00001@ADTApp/Hospital}: what a person asks a trace for. A
     * message without a readable header is named by its bytes.
     */
    public String id() {
        return header.map(msh -> word(msh.first(10)) + "@" + word(msh.first(3)) + "/" + word(msh.first(4)))
                .orElseGet(() -> "unreadable-" + ContentHash.of(bytes).substring(0, HASH));
    }

    private static String word(String text) {
        String kept = text.replaceAll("[^A-Za-z0-9._:+-]", "_");
        return kept.length() <= LONGEST_PART ? kept : kept.substring(0, LONGEST_PART);
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "ReceivedMessage[" + id() + ", " + bytes.length + " bytes]";
    }
}
