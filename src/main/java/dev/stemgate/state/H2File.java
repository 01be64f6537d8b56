// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

import dev.stemgate.state.StateUnavailableException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.engine.SysProperties;

/**
 * The H2 file as this bridge uses it: a commit is on its way to disk before it is acknowledged, a second process on the same
 * machine may read while {@code run} is up (over loopback only), no trace file that would quote values, and nobody but the
 * owner can read it.
 */
final class H2File {

    static final String LOOPBACK = "127.0.0.1";
    private static final String BIND_ADDRESS = "h2.bindAddress";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path base;
    private final Map<String, String> options = new LinkedHashMap<>();

    H2File(String url) {
        String[] parts = url.substring(DatabaseSettings.H2.length()).split(";");
        base = Path.of(parts[0].replaceFirst("^~", System.getProperty("user.home")))
                .toAbsolutePath()
                .normalize();
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] option = part.split("=", 2);
            options.put(option[0].trim().toUpperCase(Locale.ROOT), option.length == 2 ? option[1] : "");
        }
        options.put("WRITE_DELAY", "0");
        options.put("AUTO_SERVER", "TRUE");
        options.put("TRACE_LEVEL_FILE", "0");
    }

    String url() {
        return DatabaseSettings.H2
                + base
                + options.entrySet().stream()
                        .map(option -> ";" + option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining());
    }

    /** Creates folder and file for the owner alone, and makes sure that H2 will listen on loopback only. */
    void prepare() {
        prepareFolder();
        try {
            createEmpty(data());
            protect();
        } catch (IOException e) {
            throw notWritable();
        }
        if (!Files.isWritable(base.getParent()) || !Files.isWritable(data())) {
            throw notWritable();
        }
    }

    /** The folder alone, for a database that is yet to come. */
    void prepareFolder() {
        bindToLoopback();
        try {
            Path folder = base.getParent();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly(folder, FOLDER_OWNER_ONLY));
            }
        } catch (IOException e) {
            throw notWritable();
        }
    }

    /** Fails while a process has the database open, this one among them. */
    void requireUnused(DatabaseSettings settings) {
        if (!Files.exists(data())) {
            return;
        }
        try (FileChannel channel = FileChannel.open(data(), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(settings);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(settings);
        } catch (IOException e) {
            throw notWritable();
        }
    }

    private static StateUnavailableException inUse(DatabaseSettings settings) {
        return new StateUnavailableException(
                Problem.IN_USE, "the state database " + settings.where() + " is in use", "stop the bridge first");
    }

    /** Takes every file of this database from group and others; H2 makes its lock file by itself. */
    void protect() throws IOException {
        for (String suffix : List.of(".mv.db", ".lock.db", ".trace.db")) {
            Path file = base.resolveSibling(base.getFileName() + suffix);
            if (Files.exists(file) && posix(file)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    StateUnavailableException notWritable() {
        return new StateUnavailableException(
                Problem.NOT_WRITABLE,
                "the state database " + base + " cannot be written",
                "give the user that runs Stemgate write access to its folder, or choose another folder");
    }

    Path data() {
        return base.resolveSibling(base.getFileName() + ".mv.db");
    }

    private static void createEmpty(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file.getParent(), OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /** Takes a file from group and others. */
    static void ownerOnly(Path file) throws IOException {
        if (posix(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /** Makes a file for the owner alone. */
    static void createOwnerOnly(Path file) throws IOException {
        Files.createFile(file, ownerOnly(file, OWNER_ONLY));
    }

    private static FileAttribute<?>[] ownerOnly(Path near, Set<PosixFilePermission> permissions) {
        return posix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** H2 reads the property once, when its settings class is loaded. */
    private static void bindToLoopback() {
        System.setProperty(BIND_ADDRESS, LOOPBACK);
        if (!LOOPBACK.equals(SysProperties.BIND_ADDRESS)) {
            throw new StateUnavailableException(
                    Problem.MISCONFIGURED,
                    "H2 was started in this process before it was bound to loopback",
                    "start Java with -D" + BIND_ADDRESS + "=" + LOOPBACK);
        }
    }
}
