// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Segment;
import dev.stemgate.bulk.spill.Segment.KindGap;
import dev.stemgate.bulk.spill.Segment.Stage;
import dev.stemgate.model.Gap;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the export holds each kind of record. A kind of which there is neither a line nor a file of its name was not exported, and
 * counts as one that the EHR does not serve: Conditions and medications are then incomplete, the others named (MODEL §3, Needs).
 *
 * @param kinds the kinds that were exported
 * @param gaps what is missing of a kind for every patient
 * @param notAvailable what the site declared its EHR not to give
 */
record ServedKinds(Set<RecordKind> kinds, Map<RecordKind, List<Gap>> gaps, Set<RecordKind> notAvailable) {

    static ServedKinds of(List<Segment> segments, InputFolder input, Set<RecordKind> notAvailable) {
        Map<Integer, Set<RecordKind>> seen = new HashMap<>();
        for (Segment segment : segments) {
            if (segment.stage() == Stage.PIECE) {
                seen.computeIfAbsent(segment.number(), file -> EnumSet.noneOf(RecordKind.class))
                        .addAll(kinds(segment.kinds()));
            }
        }
        Map<RecordKind, List<Gap>> gaps = new EnumMap<>(RecordKind.class);
        for (Segment segment : segments) {
            for (KindGap gap : segment.gaps()) {
                Set<RecordKind> lacking = EnumSet.of(gap.kind());
                // The name of a file may say less than what stands in it.
                lacking.addAll(seen.getOrDefault(segment.number(), Set.of()));
                lacking.forEach(kind -> add(gap.gap(), gaps.computeIfAbsent(kind, any -> new ArrayList<>())));
            }
        }
        for (KindGap gap : input.manifest().gaps(segments)) {
            add(gap.gap(), gaps.computeIfAbsent(gap.kind(), any -> new ArrayList<>()));
        }
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        seen.values().forEach(kinds::addAll);
        for (RecordKind kind : RecordKind.values()) {
            if (input.files().stream().anyMatch(file -> file.isOf(kind))) {
                kinds.add(kind);
            }
        }
        gaps.values().forEach(list -> list.sort(Comparator.comparing(Gap::detail)));
        return new ServedKinds(kinds, gaps, notAvailable);
    }

    private static Set<RecordKind> kinds(int bits) {
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            if ((bits & 1 << kind.ordinal()) != 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static void add(Gap gap, List<Gap> known) {
        if (!known.contains(gap)) {
            known.add(gap);
        }
    }

    /** The reading of a kind for a patient of whom these things are missing. */
    Reading reading(RecordKind kind, List<Gap> ofPatient) {
        List<Gap> all = new ArrayList<>(ofPatient);
        gaps.getOrDefault(kind, List.of()).stream()
                .filter(gap -> !all.contains(gap))
                .forEach(all::add);
        if (!all.isEmpty()) {
            return new Reading.Incomplete(all);
        }
        if (kinds.contains(kind)) {
            return Reading.COMPLETE;
        }
        return notAvailable.contains(kind) ? Reading.NOT_AVAILABLE : Reading.NOT_SERVED;
    }
}
