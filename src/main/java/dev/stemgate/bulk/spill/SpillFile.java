// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The file of segments. A segment counts once all of it is there; what a broken-off run left half at the end is cut off. Thread-safe.
 */
public final class SpillFile implements AutoCloseable {

    /** Changes with what the bytes of entries mean: only a run of the same format is gone on with. */
    public static final int FORMAT = 2;

    private static final int HEAD = 12;

    /** Where the shelves of a segment begin and end; only those that hold something. */
    private record Written(Segment segment, long body, int[] shelves, int[] lengths) {}

    private final FileChannel channel;
    private final List<Written> written = new ArrayList<>();
    private long end;

    private SpillFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file, new or with the segments that are in it. */
    public static SpillFile open(Path file) throws IOException {
        SpillFile spill = new SpillFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        spill.recover();
        return spill;
    }

    public synchronized List<Segment> segments() {
        return written.stream().map(Written::segment).toList();
    }

    public synchronized long size() {
        return end;
    }

    public synchronized void append(Segment segment, Shelves shelves) throws IOException {
        ByteSink[] sinks = shelves.sinks();
        ByteSink head = new ByteSink();
        segment.write(head);
        int filled = 0;
        long length = 0;
        for (ByteSink sink : sinks) {
            filled += sink.size() > 0 ? 1 : 0;
            length += sink.size();
        }
        head.number(filled);
        for (int i = 0; i < sinks.length; i++) {
            if (sinks[i].size() > 0) {
                head.number(i);
                head.number(sinks[i].size());
            }
        }
        long at = write(end, lengths(head, length));
        at = write(at, ByteBuffer.wrap(head.array(), 0, head.size()));
        for (ByteSink sink : sinks) {
            if (sink.size() > 0) {
                at = write(at, ByteBuffer.wrap(sink.array(), 0, sink.size()));
            }
        }
        written.add(parse(head.array(), head.size(), end + HEAD + head.size()));
        end = at;
    }

    /** All that stands on one shelf, in no order. */
    public byte[] shelf(int shelf) throws IOException {
        List<long[]> parts = parts(shelf);
        ByteBuffer all = ByteBuffer.allocate(
                Math.toIntExact(parts.stream().mapToLong(part -> part[1]).sum()));
        for (long[] part : parts) {
            all.limit(all.position() + (int) part[1]);
            read(all, part[0]);
        }
        return all.array();
    }

    public boolean isEmpty(int shelf) {
        return parts(shelf).isEmpty();
    }

    private synchronized List<long[]> parts(int shelf) {
        List<long[]> parts = new ArrayList<>();
        for (Written segment : written) {
            long at = segment.body();
            for (int i = 0; i < segment.shelves().length; i++) {
                if (segment.shelves()[i] == shelf) {
                    parts.add(new long[] {at, segment.lengths()[i]});
                }
                at += segment.lengths()[i];
            }
        }
        return parts;
    }

    private void recover() throws IOException {
        long size = channel.size();
        long at = 0;
        while (at + HEAD <= size) {
            ByteBuffer lengths = ByteBuffer.allocate(HEAD);
            read(lengths, at);
            lengths.flip();
            int length = lengths.getInt();
            int check = lengths.getInt();
            int body = lengths.getInt();
            if (length < 0 || body < 0 || at + HEAD + length + (long) body > size) {
                break;
            }
            ByteBuffer head = ByteBuffer.allocate(length);
            read(head, at + HEAD);
            if (check != checksum(head.array(), length)) {
                break;
            }
            written.add(parse(head.array(), length, at + HEAD + length));
            at += HEAD + length + body;
        }
        channel.truncate(at);
        end = at;
    }

    private static ByteBuffer lengths(ByteSink head, long body) {
        return ByteBuffer.allocate(HEAD)
                .putInt(head.size())
                .putInt(checksum(head.array(), head.size()))
                .putInt(Math.toIntExact(body))
                .flip();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static Written parse(byte[] head, int length, long body) {
        ByteSource in = new ByteSource();
        in.open(head, 0, length);
        Segment segment = Segment.read(in);
        int filled = in.integer();
        int[] shelves = new int[filled];
        int[] lengths = new int[filled];
        for (int i = 0; i < filled; i++) {
            shelves[i] = in.integer();
            lengths[i] = in.integer();
        }
        return new Written(segment, body, shelves, lengths);
    }

    private long write(long at, ByteBuffer bytes) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
        return next;
    }

    private void read(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new EOFException("the spill file is shorter than it was");
            }
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
