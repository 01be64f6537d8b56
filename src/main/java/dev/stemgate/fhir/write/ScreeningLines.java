// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.bulk.ObservationLines;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * The Observations of a bulk run: the first version of each, made by the same writer as those of the bridge and encoded
 * to the same bytes ({@link ObservationJson}). One component at a time is in memory: there are Observations of megabytes. Thread-safe.
 *
 * @param issued when all of them are made available
 */
public record ScreeningLines(Instant issued) implements ObservationLines {

    private static final byte[] COMPONENTS = ",\"component\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEXT = {','};

    public ScreeningLines {
        Objects.requireNonNull(issued, "issued");
    }

    @Override
    public void write(Screening screening, OutputStream out) throws IOException {
        Observation head =
                ScreeningObservation.head(screening, Fingerprint.of(screening), issued, ObservationStatus.FINAL);
        byte[] before = ObservationJson.of(head).orElseGet(() -> encoded(head).getBytes(StandardCharsets.UTF_8));
        out.write(before, 0, before.length - 1);
        Iterator<ObservationComponentComponent> components =
                ScreeningObservation.components(screening).iterator();
        if (components.hasNext()) {
            byte[] between = COMPONENTS;
            while (components.hasNext()) {
                out.write(between);
                out.write(component(components.next()));
                between = NEXT;
            }
            out.write(']');
        }
        out.write('}');
    }

    private static byte[] component(ObservationComponentComponent component) {
        return ObservationJson.of(component).orElseGet(() -> {
            String alone = encoded(new Observation().addComponent(component));
            return alone.substring(alone.indexOf('[') + 1, alone.length() - 2).getBytes(StandardCharsets.UTF_8);
        });
    }

    private static String encoded(Observation observation) {
        return R4.context().newJsonParser().encodeResourceToString(observation);
    }
}
