// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * Copies an H2 database into one file while everything runs: consistent, since H2 copies its transaction log with it, and as encrypted as
 * the database is. PostgreSQL has better tools of its own. Thread-safe.
 */
public final class Backups {

    private final Database database;
    private final DatabaseSettings settings;

    public Backups(Database database, DatabaseSettings settings) {
        this.database = Objects.requireNonNull(database, "database");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Writes the copy, readable by the owner alone and never over a file that is there.
     *
     * @return its size in bytes
     * @throws StateUnavailableException when the database is no H2 file, or the file cannot be written
     */
    public long write(Path file, Actor by, Instant now) {
        if (!settings.isH2()) {
            throw new StateUnavailableException(
                    Problem.MISCONFIGURED,
                    "a PostgreSQL database is not copied by this command, since pg_dump does it consistently and knows its"
                            + " roles",
                    "say 'pg_dump --format=custom', and after pg_restore './stemgate restore --rewind'");
        }
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw notWritable(target, "is there already");
        }
        new Audit(database).ofStore(by, AuditEntry.Action.BACKED_UP, String.valueOf(target.getFileName()), now);
        try {
            Path folder = Files.createTempDirectory(target.getParent(), ".backup-");
            try {
                return copy(folder.resolve("copy"), target);
            } finally {
                Files.deleteIfExists(folder.resolve("copy"));
                Files.delete(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw notWritable(target, "is there already");
        } catch (IOException e) {
            throw notWritable(target, "cannot be written");
        }
    }

    /** The folder is the owner's alone, so that the copy is never readable to others, not even while it is written. */
    private long copy(Path copy, Path target) throws IOException {
        database.inTransaction(transaction ->
                transaction.update("backup to '" + copy.toString().replace("'", "''") + "'"));
        H2File.ownerOnly(copy);
        long size = Files.size(copy);
        Files.move(copy, target);
        return size;
    }

    private static StateUnavailableException notWritable(Path target, String what) {
        return new StateUnavailableException(
                Problem.NOT_WRITABLE,
                "the backup file " + target + " " + what,
                "name another file in a folder that is writable");
    }
}
