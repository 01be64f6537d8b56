// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does a list of tasks on some threads; the first that fails ends the others after the task they are at. */
final class Workers {

    /** One task; a worker keeps its own tools from task to task. */
    @FunctionalInterface
    interface Work<T> {
        void on(T task) throws IOException;
    }

    private final int threads;

    Workers(int threads) {
        this.threads = threads;
    }

    /** @param worker makes the tools of one thread */
    <T> void run(List<T> tasks, Supplier<Work<T>> worker) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(tasks);
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> drain(queue, worker.get())));
            }
            for (Future<?> one : all) {
                finish(one, queue);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> void drain(Queue<T> queue, Work<T> work) {
        for (T task = queue.poll(); task != null; task = queue.poll()) {
            try {
                work.on(task);
            } catch (IOException e) {
                queue.clear();
                throw new BulkOutputException("the output folder cannot be written or read", e);
            } catch (RuntimeException | Error e) {
                queue.clear();
                throw e;
            }
        }
    }

    private static void finish(Future<?> one, Queue<?> queue) {
        try {
            one.get();
        } catch (InterruptedException e) {
            queue.clear();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
