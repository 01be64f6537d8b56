// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Writes transactions into a folder instead of sending them (write-back {@code file}). A file is written beside and renamed, so
 * that a reader never sees half of one; its name holds no personal data. Thread-safe.
 */
public final class Outbox {

    private final FhirContext context;

    public Outbox(FhirContext context) {
        this.context = Objects.requireNonNull(context, "context");
    }

    /**
     * Writes one transaction.
     *
     * @param folder created with mode 0700 when it is missing
     * @param name file name without ending: the unit and the start of the fingerprint
     * @return the file
     * @throws UncheckedIOException when it cannot be written
     */
    public Path write(Path folder, String name, Bundle transaction) {
        if (!name.matches("[A-Za-z0-9-]{1,120}")) {
            throw new IllegalArgumentException("an outbox file name is made of letters, digits and hyphens");
        }
        try {
            createPrivate(folder);
            Path beside = folder.resolve("." + name + ".part");
            String json = context.newJsonParser().setPrettyPrint(true).encodeResourceToString(transaction);
            writePrivately(beside, json.getBytes(StandardCharsets.UTF_8));
            return Files.move(
                    beside,
                    folder.resolve(name + ".json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be written", e);
        }
    }

    /** Readable by the owner alone where the file system knows that, and on the disk before the name is given. */
    private static void writePrivately(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            if (isPosix(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        }
    }
}
