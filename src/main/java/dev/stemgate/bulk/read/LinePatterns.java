// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.Slice;
import dev.stemgate.model.Concept;
import java.util.Arrays;
import java.util.List;

/**
 * Lines that say nothing to a screening, remembered but for the places whose text makes no difference to what was read ({@link Hole}). A line
 * that has the same bytes around such places, and at each place what is of the same kind, was read as that line was. Most lines of a hospital
 * are such; comparing them costs a fraction of reading them. The patterns are a tree, so that those which begin alike are compared
 * together. Bounded; thread-confined.
 */
final class LinePatterns {

    private static final int LONGEST_LINE = 1 << 14;
    private static final int MOST_BYTES = 1 << 18;
    private static final int MOST_NODES = 1 << 11;
    /** Learning a line costs as much as reading it again: without lines that are found it soon ends. */
    private static final int CREDIT = 1 << 9;

    private static final int PRICE = 4;

    private final Elements elements;
    private final Silencing silence;
    private final KnownDays days = new KnownDays();
    private PatternNode root = new PatternNode(new byte[0]);
    private int credit = CREDIT;
    private int bytes;
    private int nodes;

    private int id;
    private int idEnd;
    private int patient;
    private int patientEnd;
    private int end;

    LinePatterns(Elements elements, Silencing silence) {
        this.elements = elements;
        this.silence = silence;
    }

    boolean wants(int length) {
        return credit > 0 && length <= LONGEST_LINE;
    }

    /**
     * What the line says that begins at the first of the opened bytes; null where it is of no known pattern.
     *
     * @param isOne whether the bytes are exactly one line; otherwise it has to end with a line end
     */
    LineReading read(StrictJson json, boolean isOne) {
        int from = json.at();
        PatternNode last = find(json, isOne);
        if (last == null || !json.isWellFormed(from, end)) {
            return null;
        }
        credit = Math.min(CREDIT, credit + 1);
        LineReading reading = last.end();
        return reading instanceof LineReading.Silent silent
                ? new LineReading.Silent(
                        silent.kind(),
                        new Slice(json.bytes(), id, idEnd),
                        silent.version(),
                        new Slice(json.bytes(), patient, patientEnd))
                : reading;
    }

    /** Where the line ended that was read; its line end does not belong to it. */
    int end() {
        return end;
    }

    private PatternNode find(StrictJson json, boolean isOne) {
        byte[] line = json.bytes();
        int room = json.end();
        int at = json.at();
        PatternNode node = root;
        while (node != null) {
            byte[] run = node.run();
            if (run.length > room - at || !Arrays.equals(run, 0, run.length, line, at, at + run.length)) {
                return null;
            }
            at += run.length;
            if (node.hole() != null) {
                at = pass(node.hole(), json, at);
                if (at < 0) {
                    return null;
                }
                node = node.after();
            } else if (node.end() != null) {
                end = at;
                return (isOne ? at == room : isLineEnd(line, at, room)) ? node : null;
            } else {
                node = at < room ? node.branch(line[at]) : null;
            }
        }
        return null;
    }

    private static boolean isLineEnd(byte[] line, int at, int room) {
        int next = at < room && line[at] == '\r' ? at + 1 : at;
        return next < room && line[next] == '\n';
    }

    /** Where the text ends that begins here; negative where it is not of the kind. */
    private int pass(Hole hole, StrictJson json, int from) {
        try {
            switch (hole) {
                case ID -> {
                    id = from;
                    idEnd = IdShape.end(json.bytes(), from, json.end());
                    return idEnd > from ? idEnd : -1;
                }
                case PATIENT -> {
                    patient = from;
                    patientEnd = IdShape.end(json.bytes(), from, json.end());
                    return patientEnd > from ? patientEnd : -1;
                }
                case DAY -> {
                    return days.end(json, from);
                }
                case NUMBER -> {
                    int to = json.numberEnd(from);
                    return Quantities.isPlain(json.bytes(), from, to) ? to : -1;
                }
                case ANSWER -> {
                    json.go(from);
                    Concept answer = elements.knownConcept();
                    return answer != null && silence.isSilent(answer) ? json.at() : -1;
                }
                default -> {
                    return json.closing(from);
                }
            }
        } catch (OddShape odd) {
            return -1;
        }
    }

    /**
     * Remembers a line that was read. One that cannot be told from another pattern at a place where either has a hole is not remembered.
     *
     * @param holes in their order
     */
    void learn(byte[] line, int from, int to, List<Holes.Place> holes, LineReading reading) {
        credit -= PRICE;
        if (bytes + to - from > MOST_BYTES || nodes > MOST_NODES) {
            forget();
        }
        int next = holes.isEmpty() ? to : holes.get(0).from();
        PatternNode node = along(root, line, from, next);
        for (int i = 0; i < holes.size() && node != null; i++) {
            Hole hole = holes.get(i).hole();
            int at = holes.get(i).to();
            next = i + 1 < holes.size() ? holes.get(i + 1).from() : to;
            if (node.isOpen()) {
                node.open(hole, run(line, at, next));
            }
            node = node.hole() == hole ? along(node.after(), line, at, next) : null;
        }
        if (node != null && node.isOpen()) {
            node.end(reading);
        }
    }

    private void forget() {
        root = new PatternNode(new byte[0]);
        bytes = 0;
        nodes = 0;
    }

    private byte[] run(byte[] line, int from, int to) {
        bytes += to - from;
        nodes++;
        return Arrays.copyOfRange(line, from, to);
    }

    /** The node at whose end these bytes are passed; null where something stands in the way. */
    private PatternNode along(PatternNode first, byte[] line, int from, int to) {
        PatternNode node = first;
        int at = from;
        while (node.run().length == 0 || node.run()[0] == line[at]) {
            int length = node.run().length;
            int alike = Arrays.mismatch(node.run(), 0, length, line, at, Math.min(to, at + length));
            if (alike >= 0) {
                node.split(alike);
                nodes++;
            }
            at += node.run().length;
            if (at == to) {
                return node;
            }
            if (node.hole() != null || node.end() != null) {
                return null;
            }
            if (node.branch(line[at]) == null) {
                node.add(new PatternNode(run(line, at, to)));
            }
            node = node.branch(line[at]);
        }
        return null;
    }
}
