// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.intake.SourceSettings;
import dev.stemgate.intake.drop.Completeness;
import dev.stemgate.intake.drop.FileIntake;
import dev.stemgate.route.config.FileSource;
import dev.stemgate.state.FileTakenOverException;
import dev.stemgate.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code files}: finds complete files, takes them, and writes their reports. A disk or a database that fails costs no file: it
 * is taken again at the next look. One folder is worked on by one thread at a time. Thread-safe.
 */
public final class FileSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FileSteps.class);
    private static final String SOURCE = "source";

    private record Watched(SourceSettings settings, Completeness completeness, ReentrantLock lock) {}

    private final FileIntake intake;
    private final Map<String, Watched> sources = new HashMap<>();

    FileSteps(List<FileSource> sources, FileIntake intake, Clock clock) {
        this.intake = intake;
        for (FileSource source : sources) {
            this.sources.put(
                    source.settings().name(),
                    new Watched(
                            source.settings(),
                            new Completeness(source.sign(), source.quiet(), clock),
                            new ReentrantLock()));
        }
    }

    /** The files of the exchange's source that may be taken, oldest first; what was left behind is worked off at once. */
    public List<Path> complete(Exchange exchange) {
        Watched source = watched(exchange);
        source.lock().lock();
        try {
            intake.resume(source.settings());
            return waiting(source);
        } catch (IOException | StateException | FileTakenOverException trouble) {
            later(source, trouble);
            return List.of();
        } finally {
            source.lock().unlock();
        }
    }

    private static List<Path> waiting(Watched source) throws IOException {
        try (Stream<Path> inside = Files.list(source.settings().folder())) {
            return inside.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(source.completeness()::isComplete)
                    .sorted(Comparator.comparing(FileSteps::changed).thenComparing(Path::toString))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long changed(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Takes the file in the body. */
    public void take(Exchange exchange) {
        Watched source = watched(exchange);
        Path file = exchange.getMessage().getBody(Path.class);
        source.lock().lock();
        try {
            intake.take(source.settings(), file);
            source.completeness().taken(file);
        } catch (IOException | StateException | FileTakenOverException trouble) {
            later(source, trouble);
        } finally {
            source.lock().unlock();
        }
    }

    /** Writes again the reports of files of which everything is settled by now. */
    public void report() {
        try {
            intake.report();
        } catch (IOException | StateException trouble) {
            LOG.warn("the reports of files cannot be written: {}; tried again", Failure.trace(trouble));
        }
    }

    private static void later(Watched source, Exception trouble) {
        LOG.warn(
                "{}: the folder cannot be worked on: {}; nothing is lost, it is tried again",
                source.settings().name(),
                Failure.trace(trouble));
    }

    private Watched watched(Exchange exchange) {
        String name = exchange.getProperty(SOURCE, String.class);
        Watched source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("the route names a source that no file configures");
        }
        return source;
    }
}
