// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.Screening;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a screening as the Observation that the bridge would write. Implementations are thread-safe. */
@FunctionalInterface
public interface ObservationLines {

    /** Writes one line without its end. */
    void write(Screening screening, OutputStream out) throws IOException;
}
