// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.MllpTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A listener's key and the CAs of its clients, read once at the start, so that a wrong one is found then. */
final class ListenerKeys {

    private ListenerKeys() {}

    static SSLContextParameters of(MllpTls tls) {
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(parameters(keystore(tls)));
        keys.setKeyPassword(tls.password().read());
        SSLContextParameters context = new SSLContextParameters();
        context.setKeyManagers(keys);
        tls.clientCaFile().ifPresent(file -> {
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setKeyStore(parameters(authorities(file)));
            context.setTrustManagers(trust);
        });
        return context;
    }

    private static KeyStoreParameters parameters(KeyStore store) {
        KeyStoreParameters parameters = new KeyStoreParameters();
        parameters.setKeyStore(store);
        return parameters;
    }

    private static KeyStore keystore(MllpTls tls) {
        try (InputStream in = Files.newInputStream(tls.keystore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, tls.password().read().toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    tls.keystore() + ": the keystore cannot be read; check path, password and that it is PKCS 12", e);
        }
    }

    private static KeyStore authorities(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, authority);
            }
            if (number == 0) {
                throw new ConfigurationException(file + ": there is no certificate in it");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(file + ": the CA file cannot be read; it is PEM", e);
        }
    }
}
