// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.state.BridgeProcess;
import dev.stemgate.state.BridgeProcesses;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.StateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every few seconds that this bridge is alive, prolongs the claims it is working on however long a pull takes, and takes over what
 * bridges that are over have left. Thread-safe; one thread of its own.
 */
final class Heartbeat implements AutoCloseable {

    /** How long a claim stands without being prolonged. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final BridgeProcesses processes;
    private final BridgeProcess self = BridgeProcess.current();
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "heartbeat");
        made.setDaemon(true);
        return made;
    });

    Heartbeat(BridgeProcesses processes, Clock clock) {
        this.processes = processes;
        this.clock = clock;
    }

    /** The name under which this bridge claims units. */
    String worker() {
        return self.worker();
    }

    /**
     * Makes this bridge known; gives how many units of bridges that are over go on.
     *
     * @throws dev.stemgate.state.StateUnavailableException when another bridge uses a database that belongs to one alone
     */
    int begin() {
        processes.begin(self, clock.instant());
        return processes.takeOver(self, SILENCE, clock.instant());
    }

    /** Beats from now on. */
    void beat(Supplier<List<PatientUnit>> inWork) {
        thread.scheduleWithFixedDelay(
                () -> once(inWork.get()), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One beat. An outage of the database ends no later one: the claims stand until their lease ends. */
    void once(List<PatientUnit> inWork) {
        try {
            processes.alive(self, inWork, LEASE, clock.instant());
            int takenOver = processes.takeOver(self, SILENCE, clock.instant());
            if (takenOver > 0) {
                LOG.warn("{} unit(s) of a bridge that is over go on here", takenOver);
            }
        } catch (StateException outage) {
            LOG.error("the state database failed; claims of this bridge stand until their lease ends");
        } catch (RuntimeException trouble) {
            // Thrown further it would end the beating, and with it the claims.
            LOG.error("internal error: {}", Failure.trace(trouble));
        }
    }

    /** Frees what is still claimed. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            processes.end(self, clock.instant());
        } catch (StateException outage) {
            LOG.warn("the state database failed; what was still claimed is taken up again at the next start");
        }
    }
}
