// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.write.ScreeningObservation;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;

/** The same lines by bulk screening and by the typed path of the bridge. */
final class BothPaths {

    private BothPaths() {}

    /** The lines as the bridge reads them. */
    static TypedFolder typed(List<String> lines) {
        TypedFolder typed = new TypedFolder(BulkRun.EHR, BulkRun.BASE);
        lines.stream()
                .filter(line -> line.contains("resourceType"))
                .collect(Collectors.groupingBy(BothPaths::type, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofType -> ofType.forEach(typed::add));
        return typed;
    }

    /** The lines by the name of their file. */
    static Map<String, List<String>> byType(List<String> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(line -> type(line) + ".ndjson", TreeMap::new, Collectors.toList()));
    }

    static String type(String line) {
        int at = line.indexOf("\"resourceType\":\"");
        return line.substring(at + 16, line.indexOf('"', at + 16));
    }

    /** Every patient is judged alike, and the Observations are those of the bridge as HAPI FHIR encodes them. */
    static void assertAlike(BulkRun run, TypedFolder typed) throws IOException {
        SortedMap<String, Screening> expected = typed.screenings(BulkRun.evaluator(), BulkRun.AS_OF);
        assertThat(run.screenings.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, Screening> patient : expected.entrySet()) {
            Screening ours = run.screenings.get(patient.getKey());
            assertThat(ours.criteria())
                    .as(patient.getKey())
                    .isEqualTo(patient.getValue().criteria());
            assertThat(ours.readings())
                    .as(patient.getKey())
                    .isEqualTo(patient.getValue().readings());
            assertThat(ours).as(patient.getKey()).isEqualTo(patient.getValue());
        }
        assertThat(new TreeSet<>(run.lines("observations.ndjson"))).isEqualTo(written(expected));
    }

    /** The Observations of the bridge as HAPI FHIR encodes them for an EHR. */
    private static TreeSet<String> written(SortedMap<String, Screening> screenings) {
        TreeSet<String> lines = new TreeSet<>();
        for (Screening screening : screenings.values()) {
            Observation observation = ScreeningObservation.of(
                    screening, Fingerprint.of(screening), BulkRun.ISSUED, Observation.ObservationStatus.FINAL);
            lines.add(R4.context().newJsonParser().encodeResourceToString(observation));
        }
        return lines;
    }
}
