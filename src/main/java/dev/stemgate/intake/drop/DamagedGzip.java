// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A compressed stream that ends where its damage begins, and says so afterwards: what stands before the damage can still be read.
 * Thread-confined.
 */
final class DamagedGzip extends FilterInputStream {

    private boolean damaged;

    DamagedGzip(InputStream compressed) throws IOException {
        super(new GZIPInputStream(compressed, 64 * 1024));
    }

    boolean isDamaged() {
        return damaged;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (damaged) {
            return -1;
        }
        try {
            return super.read(buffer, from, length);
        } catch (EOFException | ZipException damage) {
            damaged = true;
            return -1;
        }
    }
}
