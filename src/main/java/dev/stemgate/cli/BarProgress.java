// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkProgress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on a terminal: a bar with rate and time left. */
final class BarProgress implements BulkProgress {

    private static final long MEGABYTE = 1_000_000;

    private final Console console;
    private String stage = "";
    private String unit = "";
    private ProgressBar bar;

    BarProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void begin(String name, long total, String of) {
        stage = name;
        unit = of;
        bar = drawn(total, 0, Duration.ZERO);
    }

    private ProgressBar drawn(long total, long done, Duration elapsed) {
        boolean bytes = unit.equals(BYTES);
        return new ProgressBarBuilder()
                .setTaskName(stage)
                .setInitialMax(total)
                .startsFrom(done, elapsed)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(bytes ? " MB" : " " + unit, bytes ? MEGABYTE : 1)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .build();
    }

    @Override
    public synchronized void advance(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** The bar goes on under the line: it would be drawn over it. */
    @Override
    public synchronized void say(String line) {
        if (bar == null) {
            console.say(line);
            return;
        }
        ProgressBar before = bar;
        before.close();
        console.say(line);
        bar = drawn(before.getMax(), before.getCurrent(), before.getTotalElapsed());
    }
}
