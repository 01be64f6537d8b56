// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where the state is kept.
 *
 * @param url {@code jdbc:h2:file:/folder/name} or {@code jdbc:postgresql://host/database}; never holds a password
 * @param user database user; H2 creates it together with a new file
 * @param password asked once, when the database is opened; never printed. For a URL with {@code CIPHER=AES} H2 expects the
 *     file's key, a blank and the password
 * @param payloadKeys what seals payloads at rest
 */
public record DatabaseSettings(String url, String user, Supplier<String> password, PayloadKeys payloadKeys) {

    static final String H2 = "jdbc:h2:file:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    public DatabaseSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(payloadKeys, "payloadKeys");
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new StateUnavailableException(
                    StateUnavailableException.Problem.MISCONFIGURED,
                    "the state database's URL is of a kind that is not supported",
                    "use " + H2 + "/folder/name or " + POSTGRESQL + "//host/database");
        }
        if (url.matches("(?i).*[;?&](ssl)?password=.*")) {
            throw new StateUnavailableException(
                    StateUnavailableException.Problem.MISCONFIGURED,
                    "the state database's URL holds a password",
                    "take it out of the URL and give it as the password setting");
        }
    }

    /** Without a key: payloads are not sealed. */
    public DatabaseSettings(String url, String user, Supplier<String> password) {
        this(url, user, password, PayloadKeys.NONE);
    }

    public DatabaseSettings with(PayloadKeys keys) {
        return new DatabaseSettings(url, user, password, keys);
    }

    /** An H2 file {@code stemgate.mv.db} in a folder, which is created when it is missing. */
    public static DatabaseSettings file(Path folder, Supplier<String> password) {
        return new DatabaseSettings(H2 + folder.toAbsolutePath().resolve("stemgate"), "stemgate", password);
    }

    boolean isH2() {
        return url.startsWith(H2);
    }

    /** The URL without its settings, for messages. */
    String where() {
        return url.split("[;?]", 2)[0];
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + where() + ", user " + user + "]";
    }
}
