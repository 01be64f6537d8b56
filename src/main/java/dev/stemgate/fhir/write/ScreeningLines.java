// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.bulk.ObservationLines;
import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Screening;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Objects;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/**
 * The Observations of a bulk run: the first version of each, to the byte what the bridge would send. Thread-safe.
 *
 * @param issued when all of them are made available
 */
public record ScreeningLines(Instant issued) implements ObservationLines {

    public ScreeningLines {
        Objects.requireNonNull(issued, "issued");
    }

    @Override
    public void write(Screening screening, OutputStream out) throws IOException {
        ScreeningObservation.write(screening, Fingerprint.of(screening), issued, ObservationStatus.FINAL, out);
    }
}
