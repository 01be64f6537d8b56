// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.bulk.record.Place;
import java.util.Objects;

/** A line for the dead letters; its bytes stay where they are until the end. */
public record Letter(Place place, Refusal refusal) {

    public Letter {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(refusal, "refusal");
    }

    public void write(ByteSink out) {
        EntryBytes.place(out, place);
        EntryBytes.refusal(out, refusal);
    }

    public static Letter read(ByteSource in) {
        return new Letter(EntryBytes.place(in), EntryBytes.refusal(in));
    }
}
