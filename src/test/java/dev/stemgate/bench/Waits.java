// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.util.ArrayList;
import java.util.List;

/** How long something took, again and again. Thread-confined. */
final class Waits {

    private final List<Double> seconds = new ArrayList<>();

    void add(double secondsWaited) {
        seconds.add(secondsWaited);
    }

    /** What this share of all waits did not exceed, in milliseconds. @param share 0.5 for the median, 1 for the longest */
    double millis(double share) {
        List<Double> sorted = seconds.stream().sorted().toList();
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1)) * 1e3;
    }
}
