// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

/** The output folder cannot be used as it is: it holds something, or the run that is to be resumed was another one. */
public final class BulkFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BulkFolderException(String message) {
        super(message);
    }

    BulkFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
