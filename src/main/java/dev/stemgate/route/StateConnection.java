// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.SecretSource;
import dev.stemgate.route.config.StateSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;
import dev.stemgate.state.PayloadKeys;
import java.util.Base64;

/** Opens the state that the settings name. */
public final class StateConnection {

    private static final int KEY_BYTES = 32;

    private StateConnection() {}

    /** Fails with {@link dev.stemgate.state.StateUnavailableException}, whose message names the remedy. */
    public static Database open(StateSettings settings) {
        return Database.open(of(settings));
    }

    /** The database of the settings, with its keys read. Fails with {@link ConfigurationException}. */
    public static DatabaseSettings of(StateSettings settings) {
        PayloadKeys keys = settings.payloadKey()
                .map(current -> PayloadKeys.of(
                        key(current), settings.previousPayloadKey().map(StateConnection::key)))
                .orElse(PayloadKeys.NONE);
        return new DatabaseSettings(settings.url(), settings.user(), () -> settings.password()
                        .map(SecretSource::read)
                        .orElse(""))
                .with(keys);
    }

    private static byte[] key(SecretSource source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(source.read());
        } catch (IllegalArgumentException e) {
            throw notAKey(source);
        }
        if (key.length != KEY_BYTES) {
            throw notAKey(source);
        }
        return key;
    }

    private static ConfigurationException notAKey(SecretSource source) {
        return new ConfigurationException(source.files().get(0)
                + ": holds no payload key; it is " + KEY_BYTES
                + " random bytes in Base64, for instance from 'openssl rand -base64 32'");
    }
}
