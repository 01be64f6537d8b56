// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a source: files arrive in it, are read in {@code .taking}, and come to rest in {@code done} or {@code failed}. All of
 * them are for the owner alone (CONTRACTS, Where PHI may be). A file that is being read has been moved away from its sender, and a
 * crash leaves it where the next start finds it. Thread-safe.
 */
public final class DropFolder {

    /** What still grows has one of these names, by the usual protocols of copying under another name and renaming. */
    private static final Pattern UNFINISHED =
            Pattern.compile("\\..*|.*\\.(tmp|part|partial|filepart|crdownload|done)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SAFE = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");
    private static final int MAGIC = 265;

    private final Path folder;

    /** @param folder made when it is missing */
    public DropFolder(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath().normalize();
    }

    /** Makes the folders. @throws IOException when one cannot be made or is not a folder */
    public void prepare() throws IOException {
        for (Path each : List.of(folder, taking(), done(), failed())) {
            if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) || each.equals(folder)) {
                Files.createDirectories(each);
            }
            PosixFileAttributeView posix = Files.getFileAttributeView(each, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    Path taking() {
        return folder.resolve(".taking");
    }

    public Path done() {
        return folder.resolve("done");
    }

    public Path failed() {
        return folder.resolve("failed");
    }

    /** Whether the name says that its sender has not finished writing it, or that it is a mark for another file. */
    static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    /** Takes a file out of its sender's reach. @return where it is now; empty when somebody else took it */
    Optional<Path> take(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path target = taking().resolve(
                        SAFE.matcher(name).matches() ? name : "unnamed-" + Integer.toHexString(name.hashCode()));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.move(file, target, StandardCopyOption.ATOMIC_MOVE));
        } catch (NoSuchFileException taken) {
            return Optional.empty();
        }
    }

    /** What was taken and not brought to rest: an earlier run was interrupted, or the state was not there. */
    List<Path> leftBehind() throws IOException {
        if (!Files.isDirectory(taking())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(taking())) {
            return files.sorted().toList();
        }
    }

    /** Brings a taken file to rest; one that has its name already keeps it. @return where it is now */
    Path rest(Path taken, Path where, String distinction) throws IOException {
        String name = taken.getFileName().toString();
        Path target = where.resolve(name);
        for (int i = 0; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = where.resolve(distinct(name, i == 0 ? distinction : distinction + "-" + i));
        }
        return Files.move(taken, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String distinct(String name, String distinction) {
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name + "-" + distinction : name.substring(0, dot) + "-" + distinction + name.substring(dot);
    }

    /** Why a file is refused before anything of it is read; empty when it is not. */
    static Optional<String> refusal(Path file) throws IOException {
        if (Files.isSymbolicLink(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("a link or a special file is not followed; send the file itself");
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return isArchive(in.readNBytes(MAGIC))
                    ? Optional.of("archives are not opened; send the files themselves, or gzip each of them")
                    : Optional.empty();
        }
    }

    private static boolean isArchive(byte[] start) {
        return begins(start, 0, 'P', 'K', 3, 4)
                || begins(start, 0, 'P', 'K', 5, 6)
                || begins(start, 0, '7', 'z', 0xBC, 0xAF)
                || begins(start, 0, 'R', 'a', 'r', '!')
                || begins(start, 0, 'B', 'Z', 'h')
                || begins(start, 0, 0xFD, '7', 'z', 'X', 'Z')
                || begins(start, 0, 0x28, 0xB5, 0x2F, 0xFD)
                || begins(start, 257, 'u', 's', 't', 'a', 'r');
    }

    private static boolean begins(byte[] bytes, int at, int... signs) {
        if (bytes.length < at + signs.length) {
            return false;
        }
        for (int i = 0; i < signs.length; i++) {
            if ((bytes[at + i] & 0xFF) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
