// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

/** The sandbox could not start, stop or load its population. */
public class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SandboxException(String message, Throwable cause) {
        super(message, cause);
    }

    SandboxException(String message) {
        super(message);
    }
}
