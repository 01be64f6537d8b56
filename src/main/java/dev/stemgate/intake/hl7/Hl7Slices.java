// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.intake.hl7.Hl7Slice.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a stream into messages and the segments of its envelope, by the segments that begin them: MSH, FHS, BHS, BTS, FTS at the start
 * of a line, whatever ends the lines (CR, LF, CRLF), with or without byte order marks and MLLP frames. Holds one slice in memory.
 * Confined to one thread.
 */
final class Hl7Slices {

    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Map<String, Kind> BEGINNINGS = Map.of(
            "MSH", Kind.MESSAGE,
            "FHS", Kind.FILE_HEADER,
            "BHS", Kind.BATCH_HEADER,
            "BTS", Kind.BATCH_TRAILER,
            "FTS", Kind.FILE_TRAILER);

    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream slice = new ByteArrayOutputStream();
    private Kind kind = Kind.STRAY;
    private boolean waiting;
    private boolean sliceTooLong;
    private boolean lineTooLong;
    private boolean frameOpened;
    private boolean frameOpen;
    private boolean frameEnds;
    private int ahead = -2;

    Hl7Slices(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** The next slice that holds more than blanks; empty at the end of the stream. */
    Optional<Hl7Slice> next() throws IOException {
        while (waiting || readLine()) {
            waiting = true;
            Optional<Kind> begins = Optional.ofNullable(BEGINNINGS.get(firstThree()));
            boolean ended = kind != Kind.MESSAGE && kind != Kind.STRAY && !blank(line.toByteArray());
            if (begins.isPresent() || ended || frameOpened) {
                Optional<Hl7Slice> before = take();
                if (before.isPresent()) {
                    return before;
                }
            }
            append(begins);
            if (frameEnds) {
                frameOpen = false;
                frameEnds = false;
                Optional<Hl7Slice> framed = take();
                if (framed.isPresent()) {
                    return framed;
                }
            }
        }
        return take();
    }

    private void append(Optional<Kind> begins) {
        kind = begins.orElse(kind);
        frameOpen = frameOpen || frameOpened;
        frameOpened = false;
        int room = Math.max(0, longest - slice.size());
        sliceTooLong = sliceTooLong || lineTooLong || line.size() > room;
        slice.write(line.toByteArray(), 0, Math.min(room, line.size()));
        waiting = false;
    }

    private Optional<Hl7Slice> take() {
        Hl7Slice taken = new Hl7Slice(kind, slice.toByteArray(), sliceTooLong, frameOpen);
        slice.reset();
        kind = Kind.STRAY;
        sliceTooLong = false;
        frameOpen = false;
        return blank(taken.bytes()) ? Optional.empty() : Optional.of(taken);
    }

    /** Reads up to and with the end of a line; the marks of a frame are noted and left out. */
    private boolean readLine() throws IOException {
        line.reset();
        lineTooLong = false;
        int next = read();
        if (next < 0) {
            return false;
        }
        while (next >= 0 && next != FS) {
            if (next == VT && line.size() == 0) {
                frameOpened = true;
            } else {
                put(next);
            }
            if (next == '\n' || next == '\r') {
                takeIfNext('\n', next == '\r');
                return true;
            }
            next = read();
        }
        frameEnds = next == FS;
        if (frameEnds) {
            skipIfNext('\r');
        }
        return true;
    }

    private void put(int next) {
        if (line.size() < longest) {
            line.write(next);
        } else {
            lineTooLong = true;
        }
        if (line.size() == BYTE_ORDER_MARK.length && java.util.Arrays.equals(line.toByteArray(), BYTE_ORDER_MARK)) {
            line.reset();
        }
    }

    private void takeIfNext(int wanted, boolean asked) throws IOException {
        if (asked && peek() == wanted) {
            put(read());
        }
    }

    private void skipIfNext(int wanted) throws IOException {
        if (peek() == wanted) {
            read();
        }
    }

    private int peek() throws IOException {
        if (ahead == -2) {
            ahead = in.read();
        }
        return ahead;
    }

    private int read() throws IOException {
        int next = peek();
        ahead = next < 0 ? next : -2;
        return next;
    }

    private String firstThree() {
        byte[] bytes = line.toByteArray();
        return bytes.length < 3 ? "" : new String(bytes, 0, 3, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static boolean blank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return false;
            }
        }
        return true;
    }
}
