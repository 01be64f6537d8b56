// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.terminology.Remembered;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** A period as a person says it: {@code 5 years}, {@code 90 days}. */
final class PeriodWords {

    private static final int MOST = 256;
    private static final Remembered<Period, String> WORDS = new Remembered<>(MOST, PeriodWords::words);

    private PeriodWords() {}

    /** A model has few periods, and they stand in most sentences. */
    static String of(Period period) {
        return WORDS.of(period);
    }

    private static String words(Period period) {
        List<String> parts = new ArrayList<>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        return parts.isEmpty() ? "0 days" : String.join(" ", parts);
    }

    private static void add(List<String> parts, int count, String unit) {
        if (count != 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
