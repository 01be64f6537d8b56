// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import java.nio.file.Path;

/** The two kinds of database that the state may live in, each fresh and empty for a new folder. */
public enum TestDatabase {
    /** A file in the test's folder. */
    H2 {
        @Override
        public DatabaseSettings settings(Path folder) {
            return DatabaseSettings.file(folder.resolve("state"), () -> "a-password");
        }
    },
    /** A database of a real server. */
    POSTGRESQL {
        @Override
        public DatabaseSettings settings(Path folder) {
            return PostgresServer.databaseOf(folder);
        }
    };

    public abstract DatabaseSettings settings(Path folder);

    public Database open(Path folder) {
        return Database.open(settings(folder));
    }
}
