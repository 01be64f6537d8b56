// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.table;

import dev.stemgate.bulk.PatientFindings;
import java.io.Closeable;
import java.io.IOException;

/** A table of findings in the making, row after row; it is whole when it is closed. Thread-confined. */
public interface FindingsTable extends Closeable {

    void write(PatientFindings row) throws IOException;
}
