// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;

/** Something could not be written, for instance because the disk is full. What was done before stays and is resumed. */
public final class BulkOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BulkOutputException(String what, IOException cause) {
        super(what, cause);
    }
}
