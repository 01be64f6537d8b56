// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an export.
 *
 * @param files in the order of their names
 * @param passedOver names of the other files of the folder, and of the folders in it with a slash
 * @param manifest compares the files with the manifest of the export
 * @param notes what a person should know before anything is read
 */
record InputFolder(List<SourceFile> files, List<String> passedOver, ManifestCheck manifest, List<String> notes) {

    /** A longer manifest is not read: it would name hundreds of thousands of files. */
    private static final int LONGEST_MANIFEST = 4 << 20;

    InputFolder {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
        notes = List.copyOf(notes);
    }

    static InputFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BulkInputException(folder
                    + (Files.exists(folder)
                            ? ": this is a file; give the folder that the export is in"
                            : ": there is no such folder"));
        }
        try (Stream<Path> all = Files.list(folder)) {
            return of(folder, all.sorted().toList());
        } catch (IOException e) {
            throw new BulkInputException(folder + ": the folder cannot be read (" + InputTrouble.words(e) + ")", e);
        }
    }

    private static InputFolder of(Path folder, List<Path> all) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<ExportManifest> known = manifest(folder.resolve(ExportManifest.NAME), notes);
        ExportManifest manifest = known.orElse(ExportManifest.NONE);
        Set<String> deletions = manifest.deletions(all.stream()
                .map(file -> SourceFile.stem(file.getFileName().toString()))
                .collect(Collectors.toSet()));
        for (Path file : all) {
            String name = file.getFileName().toString();
            if (SourceFile.isPart(name) && deletions.contains(SourceFile.stem(name))) {
                notes.add(name + ": by the manifest it names deleted records; it holds none, and is not read");
            } else if (SourceFile.isPart(name)) {
                // What has the name of a file and is none (a link to nowhere) is one that cannot be read, and not
                // passed over.
                files.add(new SourceFile(files.size(), file, Files.isRegularFile(file) ? Files.size(file) : 0));
            } else if (known.isEmpty() || !name.equals(ExportManifest.NAME)) {
                others.add(Files.isDirectory(file) ? name + "/" : name);
            }
        }
        if (files.isEmpty()) {
            throw new BulkInputException(folder + ": there is no .ndjson or .ndjson.gz file here"
                    + (others.isEmpty() ? "" : "; folders in it are not looked into, and nothing else is read"));
        }
        ManifestCheck check = new ManifestCheck(
                manifest, files, others.stream().map(SourceFile::stem).collect(Collectors.toSet()));
        notes.addAll(check.notes());
        return new InputFolder(files, others, check, notes);
    }

    private static Optional<ExportManifest> manifest(Path file, List<String> notes) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Optional<ExportManifest> manifest = Optional.empty();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_MANIFEST);
            manifest = bytes.length < LONGEST_MANIFEST ? ExportManifest.of(bytes) : Optional.empty();
            if (manifest.isEmpty()) {
                notes.add(ExportManifest.NAME
                        + ": it is not the manifest of a bulk export, or too long; the files are not compared with it");
            }
        } catch (IOException e) {
            notes.add(ExportManifest.NAME + ": it cannot be read (" + InputTrouble.words(e)
                    + "); the files are not compared with it");
        }
        return manifest;
    }

    long bytes() {
        return files.stream().mapToLong(SourceFile::bytes).sum();
    }

    /** Bytes as they will be read: a compressed file of NDJSON is taken to hold ten times its size. */
    long expected() {
        return files.stream()
                .mapToLong(file -> file.isCompressed() ? 10 * file.bytes() : file.bytes())
                .sum();
    }

    /** Tells this export from another one, or from the same one after a file changed. */
    String mark() {
        StringBuilder mark = new StringBuilder(manifest.mark());
        for (SourceFile file : files) {
            mark.append(file.name())
                    .append(' ')
                    .append(file.bytes())
                    .append(' ')
                    .append(changed(file))
                    .append('\n');
        }
        return mark.toString();
    }

    private static String changed(SourceFile file) {
        try {
            return Files.getLastModifiedTime(file.path()).toString();
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
