// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which patients are screened. Their queue is short, so that no more is claimed than can be worked on soon. */
final class ScreeningThreads {

    private ScreeningThreads() {}

    static ExecutorService of(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory named = work -> new Thread(work, "screening-" + number.incrementAndGet());
        return new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(threads),
                named,
                new ThreadPoolExecutor.CallerRunsPolicy());
    }
}
