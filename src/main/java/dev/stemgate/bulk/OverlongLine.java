// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.record.LineReader;
import dev.stemgate.bulk.record.LineReading;
import dev.stemgate.bulk.record.RefusalReason;
import dev.stemgate.model.ResourceRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line that is too long to be read: looked at window by window for what it is and whose it is, as a line that is cut off is. Windows
 * overlap, so that no name is cut in two. Thread-confined and used for line after line.
 */
final class OverlongLine {

    private static final int WINDOW = 1 << 18;
    private static final int OVERLAP = 1 << 10;
    private static final ResourceRef NOTHING = new ResourceRef("", "", "");

    private final LineReader exact;
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final byte[] seam = new byte[2 * OVERLAP];
    private ResourceRef ref = NOTHING;
    private boolean begun;
    private int kept;

    /** @param exact says of a line that is cut off what it is, and which Patients it names */
    OverlongLine(LineReader exact) {
        this.exact = exact;
    }

    void begin() {
        mentioned.clear();
        ref = NOTHING;
        begun = false;
        kept = 0;
    }

    /** Looks at the next bytes of the line. */
    void part(byte[] buffer, int from, int to) {
        int first = Math.min(OVERLAP, to - from);
        System.arraycopy(buffer, from, seam, kept, first);
        if (kept > 0) {
            look(seam, 0, kept + first);
        }
        for (int at = from; at < to; at += WINDOW - OVERLAP) {
            look(buffer, at, Math.min(to, at + WINDOW));
        }
        kept = Math.min(OVERLAP, to - from);
        System.arraycopy(buffer, to - kept, seam, 0, kept);
    }

    /** What the line is, with the Patients that it names. */
    LineReading.Refused reading() {
        return new LineReading.Refused(
                ref,
                RefusalReason.UNREADABLE,
                "the line is too long to be read",
                Optional.empty(),
                List.copyOf(mentioned));
    }

    private void look(byte[] bytes, int from, int to) {
        // A window that happens to be a record of its own is none: it is a part of something else.
        if (exact.read(bytes, from, to) instanceof LineReading.Refused refused) {
            mentioned.addAll(refused.mentioned());
            ref = begun ? ref : refused.ref();
        }
        begun = true;
    }
}
