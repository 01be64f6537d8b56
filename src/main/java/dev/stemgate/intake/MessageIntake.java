// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake;

/** Takes what a listener received into the ledger; the messages of one sender in their order. Thread-safe. */
public interface MessageIntake {

    /**
     * Takes one message. When this returns, its records or its dead letters are committed (CONTRACTS, MLLP: an ACK says durably
     * stored). The same content under the same id again is recognised.
     *
     * @param messageId what stands in keys, reports and dead letters: for HL7 v2 MSH-10 with the sender
     * @param format takes the message apart; a message that it refuses as a whole is a dead letter {@code rejected-message}
     */
    Receipt take(SourceSettings source, String messageId, byte[] message, FileFormat format);

    /** What became of a message. */
    enum Receipt {
        /** Its records, and the dead letters of those that cannot be read, are committed. */
        STORED,
        /** The same message was stored before; nothing was added. */
        REPEATED,
        /** Refused as a whole; its dead letter is committed. */
        REFUSED
    }
}
