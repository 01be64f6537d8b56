// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a termination signal, turned into an orderly end: the command that waits goes on, closes what it started, and only then
 * the JVM ends. Use it as a resource around everything that is to be closed.
 */
final class StopSignal implements AutoCloseable {

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(40);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
        return signal;
    }

    private void stop() {
        asked.countDown();
        try {
            closed.await(LONGEST_CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody asks to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits for a while; true when somebody asked to stop meanwhile. */
    boolean within(Duration time) throws InterruptedException {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Everything is closed: the JVM may end. */
    @Override
    public void close() {
        closed.countDown();
    }
}
