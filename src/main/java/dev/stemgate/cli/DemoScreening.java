// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.Bridge;
import dev.stemgate.state.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Waits, with progress on the screen, until every patient of one EHR is screened. */
final class DemoScreening {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Bridge bridge;
    private final String ehr;
    private final Console console;
    private final Duration longestOutage;

    DemoScreening(Bridge bridge, String ehr, Console console, Duration longestOutage) {
        this.bridge = bridge;
        this.ehr = ehr;
        this.console = console;
        this.longestOutage = longestOutage;
    }

    /**
     * Waits until everyone is screened; false when somebody asked to stop before.
     *
     * @throws CommandFailure with exit code 4 when the EHR stays away longer than it may
     */
    boolean await(StopSignal stop) throws InterruptedException {
        Instant lastAnswer = Instant.now();
        while (!isDone()) {
            if (!bridge.isDown(ehr)) {
                lastAnswer = Instant.now();
            } else if (lastAnswer.plus(longestOutage).isBefore(Instant.now())) {
                throw new CommandFailure(
                        ExitCode.REMOTE_UNAVAILABLE,
                        "the EHR '" + ehr + "' has not answered for " + longestOutage.toSeconds()
                                + " s; see that it is up and lets the bridge in, then start again");
            }
            console.progress(this::progress);
            if (stop.within(LOOK_EVERY)) {
                return false;
            }
        }
        console.say(progress());
        return true;
    }

    private boolean isDone() {
        return bridge.rounds(ehr) > 0 && bridge.ledger().openCount(ehr) == 0;
    }

    private String progress() {
        Map<UnitState, Long> counts = bridge.ledger().counts(ehr);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return "Screened " + (all - counts.get(UnitState.PENDING)) + " of " + all + " patients: "
                + counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0 && entry.getKey() != UnitState.PENDING)
                        .map(entry -> entry.getValue() + " " + entry.getKey().code())
                        .collect(Collectors.joining(", "));
    }
}
