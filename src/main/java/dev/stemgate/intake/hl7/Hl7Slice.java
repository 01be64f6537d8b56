// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

/**
 * A part of a stream between two beginnings.
 *
 * @param kind what begins it
 * @param bytes as received, without MLLP's frame; cut off at the limit
 * @param tooLong whether something was cut off
 * @param open whether an MLLP frame was begun and not ended
 */
@SuppressWarnings("ArrayRecordComponent")
record Hl7Slice(Kind kind, byte[] bytes, boolean tooLong, boolean open) {

    enum Kind {
        MESSAGE,
        FILE_HEADER,
        BATCH_HEADER,
        BATCH_TRAILER,
        FILE_TRAILER,
        /** Bytes that stand before the first header, or after an envelope's segment or a frame's end. */
        STRAY
    }
}
