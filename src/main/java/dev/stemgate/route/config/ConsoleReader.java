// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the keys {@code console.…} of {@code stemgate.yaml} and refuses a console that others could reach unprotected. */
final class ConsoleReader {

    private static final int BY_DEFAULT = 8089;

    private ConsoleReader() {}

    static ConsoleSettings read(Path file, Keys keys) {
        String host = keys.text("console.host").orElse("127.0.0.1");
        int port = keys.number("console.port", BY_DEFAULT, 0, 65535);
        Optional<Path> users = keys.text("console.usersFile").map(text -> HospitalReader.resolve(file, text));
        Optional<SecretSource> password = HospitalReader.secret(file, keys, "console.keystorePassword");
        Optional<ConsoleSettings.Certificate> tls = keys.text("console.keystoreFile")
                .map(text -> new ConsoleSettings.Certificate(HospitalReader.resolve(file, text), password));
        boolean proxy = yes(keys, "console.behindTlsProxy");
        Optional<URI> publicUrl = keys.urlIfGiven("console.publicUrl");
        boolean loopback = loopback(keys, host);
        if (port != 0) {
            require(keys, loopback, users, tls.isPresent(), proxy, publicUrl);
        }
        return new ConsoleSettings(host, port, loopback, users, tls, port != 0 && proxy, publicUrl);
    }

    private static void require(
            Keys keys, boolean loopback, Optional<Path> users, boolean tls, boolean proxy, Optional<URI> publicUrl) {
        if (loopback && !proxy) {
            return;
        }
        String asked = loopback ? "console.behindTlsProxy" : "console.host";
        if (users.isEmpty()) {
            throw keys.error(
                    asked,
                    "lets others reach the console, which shows patient data: it needs 'console.usersFile' with the"
                            + " users who may log in ('./stemgate console password NAME' makes a line for it)");
        }
        if (!tls && !proxy) {
            throw keys.error(
                    asked,
                    "lets others reach the console: it needs TLS, 'console.keystoreFile', or 'console.behindTlsProxy: true'"
                            + " where a proxy in front speaks TLS and nothing else can reach this address");
        }
        if (publicUrl.isEmpty()) {
            throw keys.error(asked, "needs 'console.publicUrl', the https address that browsers are told");
        }
        URI url = publicUrl.get();
        if (!"https".equals(url.getScheme())
                || url.getRawUserInfo() != null
                || !(url.getRawPath() + "/").matches("/{1,2}")) {
            throw keys.error("console.publicUrl", "must be an https address without user and path");
        }
    }

    private static boolean yes(Keys keys, String key) {
        String text = keys.text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw keys.error(key, "must be true or false");
        }
        return text.equals("true");
    }

    private static boolean loopback(Keys keys, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw keys.error("console.host", "is no address of this machine; set it to one, such as 127.0.0.1");
        }
    }
}
