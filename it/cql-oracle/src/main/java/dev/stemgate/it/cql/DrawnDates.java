// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.DateTimeType;

/** Dates near the bounds of every window of MODEL section 3, at every precision and with every kind of zone. Not thread-safe. */
final class DrawnDates {

    /** The windows in days; the bound itself and the days beside it are drawn. */
    private static final List<Integer> WINDOWS = List.of(0, 14, 30, 42, 90, 90, 90, 180, 300, 365, 366);

    private static final List<Integer> YEARS = List.of(1, 2, 5, 10);
    private static final List<String> TIMES =
            List.of("T00:30:00+10:00", "T23:30:00-08:00", "T12:00:00Z", "T23:59:59.5+02:00");

    private final Random random;
    private final LocalDate asOf;

    DrawnDates(Random random, LocalDate asOf) {
        this.random = random;
        this.asOf = asOf;
    }

    /** A day in the past, seldom in the future. */
    LocalDate day() {
        int beside = random.nextInt(3) - 1;
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> asOf.minusDays(CodeBuckets.one(random, WINDOWS)).plusDays(beside);
            case 4, 5 -> asOf.minusYears(CodeBuckets.one(random, YEARS)).plusDays(beside);
            case 6, 7 -> asOf.minusDays(random.nextInt(400));
            case 8 -> asOf.minusDays(random.nextInt(9000));
            default ->
                random.nextInt(3) == 0 ? asOf.plusDays(1 + random.nextInt(200)) : asOf.minusDays(random.nextInt(60));
        };
    }

    DateTimeType dateTime() {
        return new DateTimeType(text(day()));
    }

    /** The day as a FHIR dateTime: mostly whole, else a year, a month, or with a time in some zone. */
    String text(LocalDate day) {
        String whole = day.toString();
        return switch (random.nextInt(12)) {
            case 0 -> whole.substring(0, 4);
            case 1 -> whole.substring(0, 7);
            case 2, 3 -> whole + CodeBuckets.one(random, TIMES);
            default -> whole;
        };
    }
}
