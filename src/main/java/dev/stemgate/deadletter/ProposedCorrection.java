// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.util.List;
import java.util.Objects;

/**
 * What a correction would make of a record; nothing is stored.
 *
 * @param bytes the record as it would be read: personal data
 * @param paths JSON pointers of what would change; empty when the whole record is replaced
 */
public record ProposedCorrection(byte[] bytes, List<String> paths) {

    public ProposedCorrection {
        Objects.requireNonNull(bytes, "bytes");
        bytes = bytes.clone();
        paths = List.copyOf(paths);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "ProposedCorrection" + paths;
    }
}
