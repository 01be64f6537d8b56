// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an export.
 *
 * @param files in the order of their names
 * @param passedOver names of the other files of the folder, and of the folders in it with a slash
 */
record InputFolder(List<SourceFile> files, List<String> passedOver) {

    InputFolder {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
    }

    static InputFolder of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BulkInputException(folder
                    + (Files.exists(folder)
                            ? ": this is a file; give the folder that the export is in"
                            : ": there is no such folder"));
        }
        List<SourceFile> files = new ArrayList<>();
        List<String> others = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (SourceFile.isPart(name)) {
                    // What has the name of a file and is none (a link to nowhere) is one that cannot be read, and not
                    // passed over.
                    files.add(new SourceFile(files.size(), file, Files.isRegularFile(file) ? Files.size(file) : 0));
                } else {
                    others.add(Files.isDirectory(file) ? name + "/" : name);
                }
            }
        } catch (IOException e) {
            throw new BulkInputException(folder + ": the folder cannot be read (" + InputTrouble.words(e) + ")", e);
        }
        if (files.isEmpty()) {
            throw new BulkInputException(folder + ": there is no .ndjson or .ndjson.gz file here"
                    + (others.isEmpty() ? "" : "; folders in it are not looked into, and nothing else is read"));
        }
        return new InputFolder(files, others);
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
        StringBuilder mark = new StringBuilder();
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
