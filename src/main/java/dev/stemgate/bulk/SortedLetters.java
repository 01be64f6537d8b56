// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Letter;
import dev.stemgate.bulk.spill.LetterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Puts letters in the order of files and lines, however many there are: some thousands in memory, the others in sorted files that are
 * merged. Thread-confined.
 */
final class SortedLetters {

    private static final int MOST_FILES = 16;

    /** Takes one letter. */
    @FunctionalInterface
    interface Taker {
        void take(Letter letter) throws IOException;
    }

    /** A sorted file, and the letter that it is at. */
    private static final class Run implements AutoCloseable {

        private final LetterFile.Reader file;
        private Letter letter;

        Run(LetterFile.Reader file, Letter letter) {
            this.file = file;
            this.letter = letter;
        }

        Letter letter() {
            return letter;
        }

        boolean next() throws IOException {
            Optional<Letter> found = file.next();
            found.ifPresent(other -> letter = other);
            return found.isPresent();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private final WorkFolder work;
    private final int inMemory;
    private final List<Letter> letters = new ArrayList<>();
    /** Files that hold about the same number of letters stand together, so that each letter is written again only a few times. */
    private final List<List<Path>> levels = new ArrayList<>();

    private int files;

    /** @param inMemory how many letters may be in memory */
    SortedLetters(WorkFolder work, int inMemory) {
        this.work = work;
        this.inMemory = inMemory;
    }

    void add(Letter letter) throws IOException {
        letters.add(letter);
        if (letters.size() >= inMemory) {
            flush();
        }
    }

    /** Gives all letters in order; to be called once. */
    void each(Taker taker) throws IOException {
        if (levels.isEmpty()) {
            letters.sort(Comparator.comparing(Letter::place));
            for (Letter letter : letters) {
                taker.take(letter);
            }
            return;
        }
        flush();
        merge(levels.stream().flatMap(List::stream).toList(), taker);
    }

    private void flush() throws IOException {
        letters.sort(Comparator.comparing(Letter::place));
        Path file = work.file("letters-sorted-" + files++);
        try (LetterFile.Writer out = new LetterFile.Writer(file)) {
            for (Letter letter : letters) {
                out.write(letter);
            }
        }
        letters.clear();
        put(file, 0);
    }

    private void put(Path file, int level) throws IOException {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Path> alike = levels.get(level);
        alike.add(file);
        if (alike.size() == MOST_FILES) {
            Path merged = work.file("letters-sorted-" + files++);
            try (LetterFile.Writer out = new LetterFile.Writer(merged)) {
                merge(alike, out::write);
            }
            for (Path one : alike) {
                Files.delete(one);
            }
            alike.clear();
            put(merged, level + 1);
        }
    }

    private static void merge(List<Path> sorted, Taker taker) throws IOException {
        PriorityQueue<Run> runs = new PriorityQueue<>(
                Comparator.comparing((Run run) -> run.letter().place()));
        try {
            for (Path file : sorted) {
                LetterFile.Reader reader = new LetterFile.Reader(file);
                Optional<Letter> first = reader.next();
                if (first.isPresent()) {
                    runs.add(new Run(reader, first.get()));
                } else {
                    reader.close();
                }
            }
            while (!runs.isEmpty()) {
                Run run = runs.remove();
                taker.take(run.letter());
                if (run.next()) {
                    runs.add(run);
                } else {
                    run.close();
                }
            }
        } finally {
            for (Run run : runs) {
                run.close();
            }
        }
    }
}
