// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

/** The port asked for is taken by another process. The message names the port and the remedy. */
public final class PortInUseException extends SandboxException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super(
                "Port " + port + " on 127.0.0.1 is in use: stop what listens there, or choose another port"
                        + " (0 lets the system choose a free one).",
                cause);
        this.port = port;
    }

    /** The port that was asked for. */
    public int port() {
        return port;
    }
}
