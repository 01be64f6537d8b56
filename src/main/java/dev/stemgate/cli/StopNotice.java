// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.BulkProgress;
import java.nio.file.Path;

/** Says, when somebody stops a bulk run, how to go on with it. The files need nothing: none of them is named before it is whole. */
final class StopNotice implements AutoCloseable {

    private final Thread hook;

    private StopNotice(Thread hook) {
        this.hook = hook;
    }

    /** @param progress what is drawn on the screen, so that the notice is not drawn over */
    static StopNotice show(BulkProgress progress, Path out) {
        Thread hook = new Thread(
                () -> progress.say("Stopped. No result in " + out + " is half written; go on with --resume."),
                "stop-notice");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopNotice(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The notice is being shown.
        }
    }
}
