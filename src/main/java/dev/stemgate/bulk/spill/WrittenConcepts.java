// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.spill;

import dev.stemgate.model.Concept;

/**
 * The bytes of concepts that come again and again, worked out once: the line reader gives the same object for the same concept. Bounded;
 * thread-confined.
 */
final class WrittenConcepts {

    private static final int SIZE = 1 << 10;

    private final Concept[] concepts = new Concept[SIZE];
    private final byte[][] written = new byte[SIZE][];
    private final ByteSink sink = new ByteSink();

    byte[] of(Concept concept) {
        int slot = System.identityHashCode(concept) & SIZE - 1;
        if (concepts[slot] != concept) {
            sink.clear();
            Values.list(sink, concept.codings(), Values::code);
            sink.text(concept.text());
            sink.text(concept.absentReason());
            written[slot] = sink.toByteArray();
            concepts[slot] = concept;
        }
        return written[slot];
    }
}
