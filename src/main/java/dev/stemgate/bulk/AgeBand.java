// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.model.DateRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Ages in whole years on the evaluation date, in bands; one that may lie in two bands, or is not known, is {@code UNKNOWN}. */
public enum AgeBand {
    UNDER_18("0-17", 0, 17),
    UP_TO_29("18-29", 18, 29),
    UP_TO_44("30-44", 30, 44),
    UP_TO_59("45-59", 45, 59),
    UP_TO_74("60-74", 60, 74),
    FROM_75("75+", 75, Integer.MAX_VALUE),
    UNKNOWN("unknown", -1, -1);

    private final String code;
    private final int youngest;
    private final int oldest;

    AgeBand(String code, int youngest, int oldest) {
        this.code = code;
        this.youngest = youngest;
        this.oldest = oldest;
    }

    public String code() {
        return code;
    }

    /**
     * The band with such a code.
     *
     * @throws IllegalArgumentException when there is none
     */
    static AgeBand ofCode(String code) {
        return Arrays.stream(values())
                .filter(band -> band.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such band of ages"));
    }

    static AgeBand of(Optional<DateRange> birth, LocalDate asOf) {
        return birth.filter(date -> !date.latest().isAfter(asOf))
                .filter(date -> band(date.earliest(), asOf) == band(date.latest(), asOf))
                .map(date -> band(date.earliest(), asOf))
                .orElse(UNKNOWN);
    }

    private static AgeBand band(LocalDate birth, LocalDate asOf) {
        long age = ChronoUnit.YEARS.between(birth, asOf);
        for (AgeBand band : values()) {
            if (age >= band.youngest && age <= band.oldest) {
                return band;
            }
        }
        return UNKNOWN;
    }
}
