// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.intake.OriginalBytes;
import dev.stemgate.intake.PatientIdentifier;
import dev.stemgate.intake.Place;
import dev.stemgate.intake.RecordSink;
import dev.stemgate.intake.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A merge (ADT A40 and its elders) as notices: each identifier of MRG-1 now belongs to the patient of the PID before it. Nothing is
 * moved here, and no Patient is made. Confined to the thread that reads.
 */
final class MergeNotices {

    private final PatientSegment patients;
    private final RecordSink sink;

    MergeNotices(PatientSegment patients, RecordSink sink) {
        this.patients = patients;
        this.sink = sink;
    }

    private record Pair(PatientIdentifier old, PatientIdentifier surviving) {}

    void tell(Message message, Place place, OriginalBytes original) {
        List<Pair> pairs = new ArrayList<>();
        Optional<Segment> pid = Optional.empty();
        boolean complete = false;
        for (Segment segment : message.segments()) {
            if (segment.name().equals("PID")) {
                pid = Optional.of(segment);
            } else if (segment.name().equals("MRG")) {
                List<Pair> found = pid.map(survivor -> pairs(survivor, segment)).orElse(List.of());
                complete = !found.isEmpty() && (complete || pairs.isEmpty());
                pairs.addAll(found);
            }
        }
        if (!complete) {
            sink.refused(Refusal.of(
                    place,
                    Reason.UNRESOLVED_SUBJECT,
                    "the merge does not name both patients by identifiers whose system is known",
                    original));
            return;
        }
        sink.irrelevant(place, "a merge of patients; the destination EHR's own record decides who is screened");
        pairs.forEach(pair -> sink.merged(place, pair.old(), pair.surviving()));
    }

    private List<Pair> pairs(Segment pid, Segment mrg) {
        List<PatientIdentifier> surviving = patients.identifiers(pid, 3);
        if (surviving.isEmpty()) {
            return List.of();
        }
        return patients.identifiers(mrg, 1).stream()
                .map(old -> new Pair(old, sameSystem(old, surviving)))
                .filter(pair -> !pair.old().equals(pair.surviving()))
                .toList();
    }

    private static PatientIdentifier sameSystem(PatientIdentifier old, List<PatientIdentifier> surviving) {
        return surviving.stream()
                .filter(identifier -> identifier.system().equals(old.system()))
                .findFirst()
                .orElse(surviving.get(0));
    }
}
