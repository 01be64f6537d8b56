// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/** The value of an {@code onset[x]}, {@code abatement[x]} or {@code effective[x]}, extracted but not judged. */
public sealed interface When {

    /** A date or dateTime of any precision. */
    record Dated(DateRange date) implements When {
        public Dated {
            Objects.requireNonNull(date, "date");
        }
    }

    /** A Period; either side may be missing. */
    record Span(Optional<DateRange> start, Optional<DateRange> end) implements When {
        public Span {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
        }
    }

    /** An Age or a Range of ages, to be added to the birth date: between {@code youngest} and {@code oldest}, inclusive. */
    record AtAge(Period youngest, Period oldest) implements When {
        public AtAge {
            Objects.requireNonNull(youngest, "youngest");
            Objects.requireNonNull(oldest, "oldest");
        }
    }

    /** A string ("approximately November 2012"): something happened, the day cannot be resolved. */
    record Worded(String text) implements When {
        public Worded {
            Objects.requireNonNull(text, "text");
        }
    }
}
