// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.io.IOException;
import javax.net.ssl.SSLException;

/** The server closed a secure connection while it was made, or before its first answer, and its reason was lost on the way. */
final class TlsBrokenOffException extends SSLException {

    private static final long serialVersionUID = 1L;

    TlsBrokenOffException(IOException cause) {
        super("broken off", cause);
    }
}
