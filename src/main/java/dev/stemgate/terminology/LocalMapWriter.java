// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds rows to the local map, in a file of their own among those that people write: {@code classified.csv}. Rows that are there
 * stay. The file is written beside and renamed, and one process writes at a time. For one thread.
 */
public final class LocalMapWriter implements AutoCloseable {

    /** The file into which commands write. */
    public static final String FILE = "classified.csv";

    private static final List<String> COLUMNS =
            List.of("system", "code", "display", "domain", "criterion", "role", "class", "note", "who", "date");

    private final Path folder;
    private final FileChannel lock;

    private LocalMapWriter(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for writing, after any other process that has it; read the map, check and add while it is held.
     *
     * @param folder folder of the local map; made when it is not there
     * @throws TerminologyFileException when it cannot be written to
     */
    public static LocalMapWriter lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new LocalMapWriter(folder, channel);
        } catch (IOException e) {
            throw unwritable(folder);
        }
    }

    public Path file() {
        return folder.resolve(FILE);
    }

    /**
     * Adds rows that were checked before ({@link CodeListTerminology#problemsOf}).
     *
     * @throws TerminologyFileException when the file that is there is broken, or cannot be written; then nothing has changed
     */
    public void add(List<LocalCode> codes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        if (Files.exists(file())) {
            LocalCodeFiles.Content content = LocalCodeFiles.read(file());
            if (!content.problems().isEmpty()) {
                throw content.problems().get(0);
            }
            content.rows().forEach(row -> rows.add(cells(row.code())));
        }
        codes.forEach(code -> rows.add(cells(code)));
        Path beside = folder.resolve("." + FILE + ".part");
        try {
            write(beside, CsvText.of(rows));
            Files.move(beside, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file());
        }
    }

    private static List<String> cells(LocalCode code) {
        return List.of(
                code.system(),
                code.code(),
                code.display(),
                code.domain()
                        .map(domain -> domain.name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                code.criterion(),
                code.role().map(role -> role.name().toLowerCase(Locale.ROOT)).orElse(""),
                String.join("|", new TreeSet<>(code.classes())),
                code.note(),
                code.who(),
                code.date());
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static TerminologyFileException unwritable(Path path) {
        return new TerminologyFileException(path, 0, "cannot be written", "check its permissions and the disk");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unwritable(folder.resolve(".lock"));
        }
    }
}
