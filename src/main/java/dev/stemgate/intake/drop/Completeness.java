// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.drop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a dropped file is complete: its sender has put a mark beside it ({@code <name>.done}), has given it its final name, or has not
 * touched it for a time. Thread-safe.
 */
public final class Completeness {

    /** What tells that a file is complete. */
    public enum Sign {
        /** A file {@code <name>.done} beside it. */
        MARKER,
        /** Its name: it was written as {@code .name}, {@code name.tmp} or {@code name.part} and renamed. */
        RENAME,
        /** Neither length nor time of change moved for a while. */
        UNCHANGED
    }

    private record Sighting(long length, long changed, Instant since) {}

    private final Sign sign;
    private final Duration quiet;
    private final Clock clock;
    private final Map<Path, Sighting> sightings = new ConcurrentHashMap<>();

    /** @param quiet for how long an {@link Sign#UNCHANGED} file must not have changed */
    public Completeness(Sign sign, Duration quiet, Clock clock) {
        this.sign = Objects.requireNonNull(sign, "sign");
        this.quiet = Objects.requireNonNull(quiet, "quiet");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Whether this file may be taken now. */
    public boolean isComplete(Path file) {
        if (DropFolder.isUnfinished(file.getFileName().toString())) {
            return false;
        }
        return switch (sign) {
            case RENAME -> true;
            case MARKER -> Files.exists(marker(file), LinkOption.NOFOLLOW_LINKS);
            case UNCHANGED -> isQuiet(file);
        };
    }

    /** The mark beside a file. */
    static Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + ".done");
    }

    /** A file was taken; its mark has done its work. */
    public void taken(Path file) throws IOException {
        sightings.remove(file);
        if (sign == Sign.MARKER) {
            Files.deleteIfExists(marker(file));
        }
    }

    private boolean isQuiet(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long changed = now.lastModifiedTime().toMillis();
            Instant at = clock.instant();
            Sighting seen = sightings.merge(
                    file,
                    new Sighting(now.size(), changed, at),
                    (before, fresh) ->
                            before.length() == fresh.length() && before.changed() == fresh.changed() ? before : fresh);
            return !at.isBefore(seen.since().plus(quiet));
        } catch (NoSuchFileException gone) {
            sightings.remove(file);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("a dropped file cannot be looked at", e);
        }
    }
}
