// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One step of the work, written whole: the head of a segment of the spill file.
 *
 * @param stage which step it was
 * @param number of the file of a piece, of the shelf of a join
 * @param from first byte of a piece, after decompression; its end is exclusive; of another step the number of the portion
 * @param last whether it is the last piece of a stream that can only be read from its beginning; of another step its last portion
 * @param blank how many of its lines are blank
 * @param kinds ordinals of the kinds of record that were seen, as bits
 * @param gaps what is missing of a kind for every patient
 * @param exactly lines that the typed path read
 */
public record Segment(
        Stage stage,
        int number,
        long from,
        long to,
        boolean last,
        LineCounts counts,
        long blank,
        int kinds,
        List<KindGap> gaps,
        long exactly) {

    /** Steps of the work that leave something aside. */
    public enum Stage {
        PIECE,
        SUBJECTS,
        MEDICATIONS
    }

    /** Something of a kind is missing, for whoever it may be. */
    public record KindGap(RecordKind kind, Gap gap) {
        public KindGap {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(gap, "gap");
        }
    }

    public Segment {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(counts, "counts");
        gaps = List.copyOf(gaps);
    }

    /** A step that reads no line of its own. */
    public static Segment of(Stage stage, int number, LineCounts counts) {
        return portion(stage, number, 0, true, counts);
    }

    /** A portion of such a step, which counts when the last one is there. */
    static Segment portion(Stage stage, int number, int portion, boolean last, LineCounts counts) {
        return new Segment(stage, number, portion, portion, last, counts, 0, 0, List.of(), 0);
    }

    void write(ByteSink out) {
        out.constant(stage);
        out.number(number);
        out.number(from);
        out.number(to);
        out.truth(last);
        counts.write(out);
        out.number(blank);
        out.number(kinds);
        out.number(gaps.size());
        for (KindGap gap : gaps) {
            out.constant(gap.kind());
            out.constant(gap.gap().cause());
            out.text(gap.gap().detail());
        }
        out.number(exactly);
    }

    static Segment read(ByteSource in) {
        Stage stage = in.constant(Stage.values());
        int number = in.integer();
        long from = in.number();
        long to = in.number();
        boolean last = in.truth();
        LineCounts counts = LineCounts.read(in);
        long blank = in.number();
        int kinds = in.integer();
        int size = in.integer();
        List<KindGap> gaps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            gaps.add(
                    new KindGap(in.constant(RecordKind.values()), new Gap(in.constant(Gap.Cause.values()), in.text())));
        }
        return new Segment(stage, number, from, to, last, counts, blank, kinds, gaps, in.number());
    }
}
