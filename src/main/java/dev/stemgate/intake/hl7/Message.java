// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One message, taken apart.
 *
 * @param header its MSH
 * @param segments all segments in their order, the header first
 */
record Message(Segment header, List<Segment> segments) {

    Message {
        segments = List.copyOf(segments);
    }

    /** MSH-9.1, for instance {@code ADT}. */
    String type() {
        return header.text(9, 1).toUpperCase(Locale.ROOT);
    }

    /** MSH-9.2, for instance {@code A01}; EVN-1, where older senders put it, when that is empty. */
    String event() {
        String event = header.text(9, 2);
        return (event.isEmpty() ? first("EVN").map(evn -> evn.text(1)).orElse("") : event).toUpperCase(Locale.ROOT);
    }

    /** MSH-11.1: P, T or D; empty when not said. */
    String processing() {
        return header.text(11, 1).toUpperCase(Locale.ROOT);
    }

    Optional<Segment> first(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }
}
