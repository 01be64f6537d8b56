// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells why a secure connection was not made. */
final class TlsTrouble {

    /** Alerts have no type of their own in Java; these names are those of RFC 8446, section 6.2. */
    private static final Pattern CLIENT_REFUSED = Pattern.compile(
            "alert: (certificate_required|bad_certificate|certificate_unknown|unknown_ca|certificate_expired|access_denied)");

    private TlsTrouble() {}

    /** Empty when the exception is not about TLS. */
    static Optional<Obstacle> of(Throwable trouble) {
        boolean tls = false;
        boolean untrusted = false;
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of(Obstacle.TLS_EXPIRED);
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(Obstacle.TLS_NOT_YET_VALID);
            }
            if (cause instanceof TlsBrokenOffException) {
                return Optional.of(Obstacle.TLS_BROKEN_OFF);
            }
            if (cause instanceof SSLPeerUnverifiedException) {
                return Optional.of(Obstacle.TLS_WRONG_HOST);
            }
            if (cause instanceof SSLException
                    && CLIENT_REFUSED
                            .matcher(String.valueOf(cause.getMessage()))
                            .find()) {
                return Optional.of(Obstacle.TLS_CLIENT_CERTIFICATE);
            }
            untrusted |= cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof CertPathBuilderException;
            tls |= cause instanceof SSLException;
        }
        if (untrusted) {
            return Optional.of(Obstacle.TLS_UNTRUSTED);
        }
        return tls ? Optional.of(Obstacle.TLS_FAILED) : Optional.empty();
    }
}
