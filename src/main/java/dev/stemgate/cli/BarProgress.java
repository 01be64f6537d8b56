// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on a terminal: a bar with rate and time left. */
final class BarProgress implements BulkProgress {

    private static final long MEGABYTE = 1_000_000;

    private final Console console;
    private ProgressBar bar;

    BarProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void begin(String stage, long total, String unit) {
        boolean bytes = unit.equals(BYTES);
        bar = new ProgressBarBuilder()
                .setTaskName(stage)
                .setInitialMax(total)
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

    @Override
    public void say(String line) {
        console.say(line);
    }
}
