// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a command writes to: results on standard output, progress on standard error. */
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private int drawn;

    Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static Console of(CommandSpec spec) {
        CommandLine line = spec.commandLine();
        return new Console(line.getOut(), line.getErr(), System.console() != null);
    }

    PrintWriter out() {
        return out;
    }

    /** Width of the screen in columns: COLUMNS where set, else 120. */
    int width() {
        try {
            return Math.max(60, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "120")));
        } catch (NumberFormatException e) {
            return 120;
        }
    }

    /** A line that stays. */
    void say(String line) {
        wipe();
        err.println(line);
        err.flush();
    }

    /** Progress: drawn over on a terminal, and left out elsewhere. */
    void progress(Supplier<String> line) {
        if (terminal) {
            String text = line.get();
            err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            err.flush();
            drawn = text.length();
        }
    }

    private void wipe() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }
}
