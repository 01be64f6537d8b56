// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import java.util.Objects;

/**
 * What came over a connection.
 *
 * @param bytes between the marks; not copied, and so not to be changed by anyone
 * @param fault what is wrong with the frame; its text is for a person and holds no personal data
 */
@SuppressWarnings("ArrayRecordComponent")
public record MllpFrame(byte[] bytes, Fault fault) {

    /** After a broken frame nobody can say where the next one begins: the connection is closed when it is answered. */
    public enum Fault {
        NONE(""),
        NOT_FRAMED("the bytes do not begin with the start of an MLLP frame"),
        NOT_ENDED("a frame begins within another one, whose end is missing"),
        TOO_LONG("the frame is longer than the source's limit");

        private final String line;

        Fault(String line) {
            this.line = line;
        }

        public String line() {
            return line;
        }
    }

    public MllpFrame {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(fault, "fault");
    }

    public boolean isWhole() {
        return fault == Fault.NONE;
    }

    /** Without its content, which is personal data. */
    @Override
    public String toString() {
        return "MllpFrame[" + fault + ", " + bytes.length + " bytes]";
    }
}
