// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.ReplaySettlement;
import java.time.Clock;

/** Bean {@code replays}: closes the letters of replays whose screening requests are through. Thread-safe. */
public final class ReplaySteps {

    private final ReplaySettlement settlement;
    private final Clock clock;

    ReplaySteps(ReplaySettlement settlement, Clock clock) {
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Settles what can be settled by now. */
    public void settle() {
        settlement.settle(clock.instant());
    }
}
