// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One order of a message: an ORC and the pharmacy segments up to the next one. A message that leaves ORC out (older RDE) has one group
 * for each RXE or RXO.
 *
 * @param place where it stands
 * @param segments of the group, the first one first
 */
record OrderGroup(String place, List<Segment> segments) {

    OrderGroup {
        segments = List.copyOf(segments);
    }

    static List<OrderGroup> of(Message message) {
        List<OrderGroup> groups = new ArrayList<>();
        List<Segment> current = new ArrayList<>();
        for (Segment segment : message.segments()) {
            if (opens(segment, current)) {
                add(groups, current);
                current = new ArrayList<>();
            }
            if (!current.isEmpty() || opensAny(segment)) {
                current.add(segment);
            }
        }
        add(groups, current);
        return groups;
    }

    private static boolean opensAny(Segment segment) {
        return segment.name().matches("ORC|RXO|RXE");
    }

    /** A second RXE (or RXO) in one group is another order: none of the drugs may be lost. */
    private static boolean opens(Segment segment, List<Segment> current) {
        return segment.name().equals("ORC")
                || segment.name().matches("RXO|RXE")
                        && current.stream().anyMatch(earlier -> earlier.name().equals(segment.name()));
    }

    private static void add(List<OrderGroup> groups, List<Segment> segments) {
        if (!segments.isEmpty()) {
            groups.add(new OrderGroup(segments.get(0).place(), segments));
        }
    }

    Optional<Segment> first(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    /** True when it names a drug or could. */
    boolean isPharmacy() {
        return segments.stream().anyMatch(segment -> segment.name().matches("RX[OEC]"));
    }

    /** True when it is an order for something else: a test, a diet, a supply. */
    boolean isOther() {
        return !isPharmacy()
                && segments.stream().anyMatch(segment -> segment.name().matches("OBR|RQD|RQ1|ODS|ODT|TXA|BPO|FT1"));
    }
}
