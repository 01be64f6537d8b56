// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The output folder, and in it the folder of a run that is not finished. Results get their names only when they are whole. Both folders
 * hold personal data and are for their owner alone.
 */
final class WorkFolder {

    static final String NAME = ".unfinished";
    private static final String RUN = "run";

    private final Path output;
    private final Path work;
    private final Instant issued;

    private WorkFolder(Path output, Instant issued) {
        this.output = output;
        this.work = output.resolve(NAME);
        this.issued = issued;
    }

    /**
     * Prepares the folder for a new run, or finds the one to go on with.
     *
     * @param mark tells this run from another one
     */
    static WorkFolder prepare(BulkSettings settings, String mark) {
        Path output = settings.output();
        try {
            create(output);
            Path run = output.resolve(NAME).resolve(RUN);
            if (Files.exists(run)) {
                return unfinished(settings, mark, run);
            }
            try (Stream<Path> inside = Files.list(output)) {
                List<String> names =
                        inside.map(path -> path.getFileName().toString()).toList();
                if (names.contains(BulkScreening.SUMMARY) && settings.resume()) {
                    throw new BulkFolderException(
                            output + ": the run here is finished; there is nothing to go on with");
                }
                if (names.stream().anyMatch(name -> !name.equals(NAME))) {
                    throw new BulkFolderException(output + ": the output folder is not empty; name another one");
                }
            }
            create(output.resolve(NAME));
            Path fresh = output.resolve(NAME).resolve(RUN + ".new");
            Files.writeString(fresh, settings.issued() + "\n" + mark);
            Files.move(fresh, run, StandardCopyOption.ATOMIC_MOVE);
            return new WorkFolder(output, settings.issued());
        } catch (IOException e) {
            throw new BulkFolderException(
                    output + ": the output folder cannot be written (" + InputTrouble.words(e) + ")", e);
        }
    }

    private static WorkFolder unfinished(BulkSettings settings, String mark, Path run) throws IOException {
        Path output = settings.output();
        if (!settings.resume()) {
            throw new BulkFolderException(
                    output + ": an unfinished run is here; go on with --resume, or name another folder");
        }
        String text = Files.readString(run);
        int line = text.indexOf('\n');
        if (line < 0 || !text.substring(line + 1).equals(mark)) {
            throw new BulkFolderException(
                    output
                            + ": the unfinished run is another one (input files, model, date, EHR or its settings differ); name another folder");
        }
        return new WorkFolder(output, Instant.parse(text.substring(0, line)));
    }

    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        keepFromOthers(folder, "rwx------");
    }

    private static void keepFromOthers(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    Instant issued() {
        return issued;
    }

    Path file(String name) {
        return work.resolve(name);
    }

    /** Puts parts one after the other into a result that is not named yet. */
    void join(String result, List<Path> parts) throws IOException {
        try (FileChannel out = FileChannel.open(
                file(result),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Path part : parts) {
                try (FileChannel in = FileChannel.open(part)) {
                    long at = 0;
                    while (at < in.size()) {
                        at += in.transferTo(at, in.size() - at, out);
                    }
                }
            }
        }
    }

    OutputStream create(String result) throws IOException {
        return Files.newOutputStream(file(result));
    }

    /** Gives a result its name, in a folder that may have been there before and be open to others. */
    void publish(String result) throws IOException {
        keepFromOthers(file(result), "rw-------");
        Files.move(
                file(result),
                output.resolve(result),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** There was nothing to do: the folder is as if nobody had been here. */
    void discard() {
        try {
            remove();
        } catch (IOException e) {
            throw new BulkOutputException("what is left of the run cannot be deleted", e);
        }
    }

    /** Nothing is left to do. */
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(work)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
