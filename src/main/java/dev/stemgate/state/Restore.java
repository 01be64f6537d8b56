// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts a backup in the place of an H2 database that nobody uses. What was there is set aside and not deleted; when the backup cannot be
 * opened, it comes back.
 */
public final class Restore {

    private static final String DATA = ".mv.db";

    private final DatabaseSettings settings;

    public Restore(DatabaseSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * What is there after a restore.
     *
     * @param setAside the database that was there before, if there was one
     * @param rewound from when each EHR is read again
     */
    public record Restored(Optional<Path> setAside, List<Rewind.Rewound> rewound) {
        public Restored {
            Objects.requireNonNull(setAside, "setAside");
            rewound = List.copyOf(rewound);
        }
    }

    /**
     * @throws StateUnavailableException when the database is in use or no H2 file, or the backup cannot be read or opened; then nothing
     *     has changed
     */
    public Restored from(Path backup, Actor by, Instant now) {
        if (!settings.isH2()) {
            throw new StateUnavailableException(
                    Problem.MISCONFIGURED,
                    "a PostgreSQL database is not restored by this command",
                    "say 'pg_restore', and then './stemgate restore --rewind'");
        }
        H2File file = new H2File(settings.url());
        file.prepareFolder();
        file.requireUnused(settings);
        Path data = file.data();
        Path incoming = data.resolveSibling(data.getFileName() + ".restoring");
        Path aside = data.resolveSibling(data.getFileName() + ".before-restore-" + now.getEpochSecond());
        try {
            extract(backup, incoming);
            boolean before = Files.exists(data);
            if (before) {
                Files.move(data, aside);
            }
            Files.move(incoming, data);
            return opened(data, before ? Optional.of(aside) : Optional.empty(), by, now);
        } catch (IOException e) {
            throw new StateUnavailableException(
                    Problem.NOT_WRITABLE,
                    "the backup " + backup + " cannot be read, or the state folder cannot be written",
                    "check the file, the folder's access rights and space");
        }
    }

    private Restored opened(Path data, Optional<Path> aside, Actor by, Instant now) throws IOException {
        try (Database database = Database.open(settings)) {
            return new Restored(aside, new Rewind(database).run(by, now));
        } catch (StateUnavailableException e) {
            Files.delete(data);
            if (aside.isPresent()) {
                Files.move(aside.get(), data);
            }
            throw e;
        }
    }

    private static void extract(Path backup, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            ZipEntry entry = only(zip, backup);
            Files.deleteIfExists(into);
            H2File.createOwnerOnly(into);
            try (InputStream in = zip.getInputStream(entry);
                    var out = Files.newOutputStream(into)) {
                in.transferTo(out);
            }
        }
    }

    private static ZipEntry only(ZipFile zip, Path backup) {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().endsWith(DATA)) {
                return entry;
            }
        }
        throw new StateUnavailableException(
                Problem.DAMAGED,
                backup + " is no backup of a state database",
                "name a file that './stemgate backup' wrote");
    }
}
