// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import dev.stemgate.fhir.keys.KeyFileException;
import dev.stemgate.fhir.keys.Keystore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom the secure connections of one EHR trust, and how the bridge shows who it is. */
final class TlsContext {

    private TlsContext() {}

    /** @throws KeyFileException when a file cannot be used */
    static SSLContext of(TlsSettings settings) {
        KeyManager[] keys =
                settings.clientCertificate().map(TlsContext::clientCertificate).orElse(new KeyManager[0]);
        TrustManager[] trust = settings.caFile().map(TlsContext::only).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no TLS", impossible);
        }
    }

    private static KeyManager[] clientCertificate(TlsSettings.ClientCertificate certificate) {
        String password = certificate.password().get();
        KeyStore store = Keystore.open(certificate.keystore(), password);
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password.toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException refused) {
            throw new KeyFileException(
                    certificate.keystore(),
                    "the keystore's key has another password than the keystore; export it again");
        }
    }

    private static TrustManager[] only(Path caFile) {
        Collection<? extends Certificate> authorities = authorities(caFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + number++, authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this Java keeps no certificates", impossible);
        }
    }

    private static Collection<? extends Certificate> authorities(Path caFile) {
        try (InputStream pem = Files.newInputStream(caFile)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (CertificateException notCertificates) {
            throw new KeyFileException(caFile, "holds no certificate in PEM; ask the hospital for its CA certificate");
        } catch (IOException unreadable) {
            throw new KeyFileException(
                    caFile,
                    "the file cannot be read (" + unreadable.getClass().getSimpleName()
                            + "); check path and permissions");
        }
        throw new KeyFileException(caFile, "holds no certificate in PEM; ask the hospital for its CA certificate");
    }
}
