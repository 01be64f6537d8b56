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
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * The Observations of a bulk run: the first version of each, made by the same writer as those of the bridge and encoded
 * to the same bytes ({@link ObservationJson}). Thread-safe.
 *
 * @param issued when all of them are made available
 */
public record ScreeningLines(Instant issued) implements ObservationLines {

    public ScreeningLines {
        Objects.requireNonNull(issued, "issued");
    }

    @Override
    public void write(Screening screening, OutputStream out) throws IOException {
        Observation observation =
                ScreeningObservation.of(screening, Fingerprint.of(screening), issued, ObservationStatus.FINAL);
        out.write(ObservationJson.of(observation).orElseGet(() -> R4.context()
                .newJsonParser()
                .encodeResourceToString(observation)
                .getBytes(StandardCharsets.UTF_8)));
    }
}
