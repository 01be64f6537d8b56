// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/** There is nothing to screen: no folder, no files, no Patient. Its message names files, never what stands in them. */
public final class BulkInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BulkInputException(String message) {
        super(message);
    }

    BulkInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
