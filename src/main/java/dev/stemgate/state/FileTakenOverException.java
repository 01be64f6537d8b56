// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/** Another process has committed units of a file that this one was reading; that one has it now, and nothing is lost. */
public final class FileTakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FileTakenOverException(long file) {
        super("file " + file + " is being read by another process");
    }
}
