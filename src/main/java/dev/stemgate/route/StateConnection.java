// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.route.config.SecretSource;
import dev.stemgate.route.config.StateSettings;
import dev.stemgate.state.Database;
import dev.stemgate.state.DatabaseSettings;

/** Opens the state that the settings name. */
public final class StateConnection {

    private StateConnection() {}

    /** Fails with {@link dev.stemgate.state.StateUnavailableException}, whose message names the remedy. */
    public static Database open(StateSettings settings) {
        return Database.open(new DatabaseSettings(settings.url(), settings.user(), () -> settings.password()
                .map(SecretSource::read)
                .orElse("")));
    }
}
