// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(7 * SECOND);
    private final AtomicLong waited = new AtomicLong();

    private RequestBudget budget(double perSecond) {
        return new RequestBudget(perSecond, now::get, pause -> {
            waited.addAndGet(pause);
            now.addAndGet(pause);
        });
    }

    @Test
    void oneSecondsRequestsGoAtOnceAndTheRestInTurn() {
        RequestBudget budget = budget(5);
        for (int request = 0; request < 5; request++) {
            budget.take();
        }
        assertThat(waited).hasValue(0);
        for (int request = 0; request < 10; request++) {
            budget.take();
        }
        assertThat(waited.get()).as("ten more at five a second").isBetween(2 * SECOND - 100, 2 * SECOND + 100);
    }

    @Test
    void whatIsNotUsedIsNotSavedBeyondOneSecond() {
        RequestBudget budget = budget(2);
        now.addAndGet(3600 * SECOND);
        for (int request = 0; request < 4; request++) {
            budget.take();
        }
        assertThat(waited.get()).isBetween(SECOND - 100, SECOND + 100);
    }

    @Test
    void lessThanOneASecondWaitsBetweenAnyTwo() {
        RequestBudget budget = budget(0.5);
        budget.take();
        budget.take();
        assertThat(waited.get()).isBetween(2 * SECOND - 100, 2 * SECOND + 100);
    }

    @Test
    void switchedOffNobodyWaits() {
        RequestBudget budget = budget(0);
        for (int request = 0; request < 1000; request++) {
            budget.take();
        }
        assertThat(waited).hasValue(0);
    }
}
