// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a {@code .gz} file holds, member after member (RFC 1952). {@link java.util.zip.GZIPInputStream} takes whatever follows a member and
 * is none for the end of the file, so that a damaged second half would be missing without notice. Here only zeros may follow, as tapes and
 * block devices add them. Thread-confined.
 */
final class GzipMembers extends InputStream {

    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;
    private static final int DEFLATE = 8;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] compressed = new byte[1 << 16];
    private int at;
    private int filled;
    private boolean inside;
    private boolean ended;

    /**
     * @throws EOFException when it is empty
     * @throws ZipException when it is no gzip
     */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        header(octet());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        while (length > 0 && !ended) {
            if (!inside) {
                next();
                continue;
            }
            int found = inflate(to, from, length);
            if (found > 0) {
                sum.update(to, from, found);
                return found;
            }
            if (inflater.finished()) {
                trailer();
            } else if (inflater.needsInput()) {
                refill();
                inflater.setInput(compressed, at, filled - at);
            } else {
                throw new ZipException("a dictionary that is not here");
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] to, int from, int length) throws ZipException {
        try {
            return inflater.inflate(to, from, length);
        } catch (DataFormatException e) {
            throw new ZipException("damaged");
        }
    }

    private void trailer() throws IOException {
        at = filled - inflater.getRemaining();
        if (number() != sum.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the sum or the length is wrong");
        }
        inside = false;
    }

    private void next() throws IOException {
        if (at == filled && !more()) {
            ended = true;
            return;
        }
        int first = octet();
        if (first != 0) {
            header(first);
            return;
        }
        while (at < filled || more()) {
            if (octet() != 0) {
                throw new ZipException("something follows the last member");
            }
        }
        ended = true;
    }

    private void header(int first) throws IOException {
        if (first != 0x1F || octet() != 0x8B || octet() != DEFLATE) {
            throw new ZipException("no member of a gzip file");
        }
        int flags = octet();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("no member of a gzip file");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(octet() | octet() << 8);
        }
        if ((flags & NAME) != 0) {
            text();
        }
        if ((flags & COMMENT) != 0) {
            text();
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(compressed, at, filled - at);
        sum.reset();
        inside = true;
    }

    private void text() throws IOException {
        while (octet() != 0) {
            // The name that the file had; nobody needs it.
        }
    }

    private void skip(int octets) throws IOException {
        for (int i = 0; i < octets; i++) {
            octet();
        }
    }

    private long number() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private int octet() throws IOException {
        if (at == filled) {
            refill();
        }
        return compressed[at++] & 0xFF;
    }

    private void refill() throws IOException {
        if (!more()) {
            throw new EOFException("it ends too early");
        }
    }

    private boolean more() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(compressed));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
