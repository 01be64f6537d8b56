// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.ReceivedRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Makes the EHR a little slow and springs at one request, so that the bridge can be killed while it waits for the answer, or
 * right when it gets it. Thread-safe.
 */
final class KillTrap implements Fault {

    /** How far the EHR is with the request when the bridge is killed. */
    enum Moment {
        /** It has arrived and takes no effect. */
        ARRIVED,
        /** It took effect, and nobody knows but the EHR. */
        PROCESSED,
        /** The answer is on its way. */
        ANSWERED
    }

    /**
     * When to kill.
     *
     * @param what for messages
     * @param which requests are counted
     * @param nth one of them springs the trap, 1 is the first since the bridge's start
     */
    record Plan(String what, Predicate<ReceivedRequest> which, int nth, Moment moment) {}

    private static final FaultAction LATENCY = new FaultAction.Slow(Duration.ofMillis(4), FaultAction.pass());
    private static final long LONGEST_SECONDS = 90;

    private final Plan plan;
    private final AtomicInteger counted = new AtomicInteger();
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch dead = new CountDownLatch(1);

    KillTrap(Plan plan) {
        this.plan = plan;
    }

    /** Nothing is caught; only the latency stays. */
    static Fault latency() {
        return request -> LATENCY;
    }

    @Override
    public FaultAction on(ReceivedRequest request) {
        if (!plan.which().test(request) || counted.incrementAndGet() != plan.nth()) {
            return LATENCY;
        }
        return switch (plan.moment()) {
            case ARRIVED -> {
                hold();
                yield FaultAction.status(503);
            }
            case PROCESSED ->
                new FaultAction.Rewrite(body -> {
                    hold();
                    return body;
                });
            case ANSWERED ->
                new FaultAction.Rewrite(body -> {
                    sprung.countDown();
                    return body;
                });
        };
    }

    /** Waits for the request and kills the bridge. */
    void spring(StemgateProcess bridge) {
        try {
            await(sprung);
            bridge.kill();
        } finally {
            dead.countDown();
        }
    }

    private void hold() {
        sprung.countDown();
        await(dead);
    }

    private void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing to kill at: " + plan.what());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for: " + plan.what(), e);
        }
    }
}
