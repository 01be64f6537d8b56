// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;

/**
 * Holds a batch file to its own counts: BTS-1 messages in a batch, FTS-1 batches in a file (HL7 v2.5.1, 2.10.3), and to its trailers.
 * A count that does not fit costs no message, but it is told: something was lost on the way. Confined to one thread.
 */
final class BatchCounts {

    private final Place whole;
    private final RecordSink sink;
    private boolean fileOpen;
    private boolean batchOpen;
    private int batches;
    private int trailers;
    private long messages;

    BatchCounts(Place whole, RecordSink sink) {
        this.whole = whole;
        this.sink = sink;
    }

    void message() {
        messages++;
    }

    void fileHeader(Hl7Slice slice) {
        if (fileOpen) {
            refuse("FHS", slice, "a file header follows another one without its trailer");
        }
        fileOpen = true;
        batches = 0;
    }

    void batchHeader(Hl7Slice slice) {
        if (batchOpen) {
            refuse("BHS", slice, "a batch header follows another one without its trailer");
        }
        batchOpen = true;
        batches++;
        messages = 0;
    }

    void batchTrailer(Hl7Slice slice) {
        trailers++;
        check("BTS-" + trailers, slice, batchOpen, messages, "messages");
        batchOpen = false;
        messages = 0;
    }

    void fileTrailer(Hl7Slice slice) {
        check("FTS", slice, fileOpen, batches, "batches");
        fileOpen = false;
    }

    /** The stream has ended. */
    void end() {
        if (batchOpen || fileOpen) {
            sink.refused(Refusal.of(
                    whole.within(batchOpen ? "BTS" : "FTS"),
                    Reason.UNREADABLE,
                    "the " + (batchOpen ? "batch" : "file") + " has no trailer: its end may be missing",
                    new OriginalBytes(new byte[0], OriginalBytes.HL7V2)));
        }
    }

    private void check(String segment, Hl7Slice slice, boolean open, long found, String what) {
        if (!open) {
            refuse(segment, slice, "a trailer without its header");
            return;
        }
        String declared = BatchSegment.count(slice.bytes());
        if (declared.isEmpty()) {
            return;
        }
        if (!declared.matches("\\d{1,9}")) {
            refuse(segment, slice, "the trailer's count is no number");
        } else if (Long.parseLong(declared) != found) {
            refuse(
                    segment,
                    slice,
                    "the trailer counts " + Long.parseLong(declared) + " " + what + ", found are " + found);
        }
    }

    private void refuse(String segment, Hl7Slice slice, String line) {
        sink.refused(Refusal.of(
                whole.within(segment), Reason.UNREADABLE, line, new OriginalBytes(slice.bytes(), OriginalBytes.HL7V2)));
    }
}
