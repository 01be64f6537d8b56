// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkProgress;
import java.time.Duration;
import java.util.Locale;

/** Progress where nobody sees a bar: a line now and then, with rate and time left. */
final class LineProgress implements BulkProgress {

    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();
    private static final double MEGABYTE = 1e6;

    private final Console console;
    private String stage = "";
    private String unit = "";
    private long total;
    private long done;
    private long began;
    private long said;

    LineProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void begin(String name, long all, String of) {
        stage = name;
        unit = of;
        total = all;
        done = 0;
        began = System.nanoTime();
        said = began;
    }

    @Override
    public synchronized void advance(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - said >= BETWEEN) {
            said = now;
            console.say(line(now, false));
        }
    }

    @Override
    public synchronized void end() {
        console.say(line(System.nanoTime(), true));
    }

    @Override
    public void say(String line) {
        console.say(line);
    }

    private String line(long now, boolean ended) {
        double seconds = Math.max(1e-3, (now - began) / 1e9);
        double rate = done / seconds;
        String left = ended || done <= 0 || done >= total
                ? ""
                : String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate);
        if (unit.equals(BYTES)) {
            return String.format(
                    Locale.ROOT,
                    "%s: %.1f of %.1f MB, %.1f MB/s%s",
                    stage,
                    done / MEGABYTE,
                    total / MEGABYTE,
                    rate / MEGABYTE,
                    left);
        }
        return String.format(Locale.ROOT, "%s: %d of %d %s in %.1f s%s", stage, done, total, unit, seconds, left);
    }
}
