// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.spill.Segment.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The file of segments. A segment counts once all of it is there; what a broken-off run left half at the end is cut off, and of a step in
 * several portions all are passed over where the last is missing. Thread-safe.
 */
public final class SpillFile implements AutoCloseable {

    /** Changes with what the bytes of entries mean: only a run of the same format is gone on with. */
    public static final int FORMAT = 4;

    /** Length of the head, its checksum, length of the body; then the head: the segment, the number of shelves, and their table. */
    private static final int HEAD = 12;

    private static final int TOGETHER = 1 << 15;

    private record Written(Segment segment, ShelfTables.Table table) {}

    private final FileChannel channel;
    private final ShelfTables tables = new ShelfTables(this::read);
    private final List<Segment> segments = new ArrayList<>();
    private final List<ShelfTables.Table> written = new ArrayList<>();
    private final BitSet filled = new BitSet();
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
        return List.copyOf(segments);
    }

    public synchronized long size() {
        return end;
    }

    public synchronized void append(Segment segment, Shelves shelves) throws IOException {
        ByteSink[] sinks = shelves.sinks();
        ByteSink said = new ByteSink();
        segment.write(said);
        said.number(sinks.length);
        ByteBuffer head = ByteBuffer.allocate(said.size() + ShelfTables.bytes(sinks.length));
        head.put(said.array(), 0, said.size());
        int length = 0;
        head.putInt(0);
        for (ByteSink sink : sinks) {
            length = Math.addExact(length, sink.size());
            head.putInt(length);
        }
        long at = write(end, lengths(head.array(), length));
        at = write(at, head.flip());
        at = write(at, sinks);
        add(parse(head.array(), end + HEAD), head.array());
        end = at;
    }

    /** Goes through all that stands on one shelf, in no order. */
    public SpillCursor shelf(int shelf) throws IOException {
        return cursor().open(shelf);
    }

    /** A cursor that is not open yet. */
    public SpillCursor cursor() {
        return new SpillCursor(this);
    }

    public synchronized boolean isEmpty(int shelf) {
        return !filled.get(shelf);
    }

    synchronized Ranges ranges(int shelf) throws IOException {
        return isEmpty(shelf) ? new Ranges() : tables.ranges(shelf, written);
    }

    private void add(Written segment, byte[] head) {
        segments.add(segment.segment());
        written.add(segment.table());
        int shelves = segment.table().shelves();
        ByteBuffer table = ByteBuffer.wrap(head, head.length - ShelfTables.bytes(shelves), ShelfTables.bytes(shelves));
        int from = table.getInt();
        for (int shelf = 0; shelf < shelves; shelf++) {
            int to = table.getInt();
            if (to > from) {
                filled.set(shelf);
            }
            from = to;
        }
    }

    private void recover() throws IOException {
        long size = channel.size();
        long at = 0;
        Map<String, List<Written>> begun = new HashMap<>();
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
            byte[] head = head(at + HEAD, length);
            if (check != checksum(head)) {
                break;
            }
            for (Written whole : whole(parse(head, at + HEAD), begun)) {
                add(whole, head(whole));
            }
            at += HEAD + length + body;
        }
        channel.truncate(at);
        end = at;
    }

    /** What counts now that this segment is there: itself, with the portions before it, or nothing yet. */
    private static List<Written> whole(Written one, Map<String, List<Written>> begun) {
        Segment segment = one.segment();
        if (segment.stage() == Stage.PIECE) {
            return List.of(one);
        }
        String step = segment.stage() + " " + segment.number();
        if (segment.from() == 0) {
            begun.put(step, new ArrayList<>());
        }
        List<Written> portions = begun.get(step);
        portions.add(one);
        return segment.last() ? begun.remove(step) : List.of();
    }

    private byte[] head(Written segment) throws IOException {
        int length = ShelfTables.bytes(segment.table().shelves());
        return head(segment.table().at(), length);
    }

    private byte[] head(long from, int length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(length);
        read(head, from);
        return head.array();
    }

    private static ByteBuffer lengths(byte[] head, int body) {
        return ByteBuffer.allocate(HEAD)
                .putInt(head.length)
                .putInt(checksum(head))
                .putInt(body)
                .flip();
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Written parse(byte[] head, long at) {
        ByteSource in = new ByteSource();
        in.open(head, 0, head.length);
        Segment segment = Segment.read(in);
        int shelves = in.integer();
        return new Written(segment, new ShelfTables.Table(at + in.at(), shelves, at + head.length));
    }

    /** Small ones are written together: every write is a call of the system. */
    private long write(long at, ByteSink[] sinks) throws IOException {
        ByteBuffer together = ByteBuffer.allocate(TOGETHER);
        long next = at;
        for (ByteSink sink : sinks) {
            if (sink.size() > together.remaining()) {
                next = write(next, together.flip());
                together.clear();
            }
            if (sink.size() > together.remaining()) {
                next = write(next, ByteBuffer.wrap(sink.array(), 0, sink.size()));
            } else {
                together.put(sink.array(), 0, sink.size());
            }
        }
        return write(next, together.flip());
    }

    private long write(long at, ByteBuffer bytes) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
        return next;
    }

    void read(ByteBuffer into, long from) throws IOException {
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
