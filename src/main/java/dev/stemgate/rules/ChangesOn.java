// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The first day after as-of on which a finding or the outcome differs by time alone, with the same data (MODEL §4). Goes from
 * one day on which some comparison flips to the next, and judges again there; between two such days nothing can change.
 * The age of the data is left out: it is a reason to read again, not a change of the patient.
 */
final class ChangesOn {

    /** A human life: no birthday or window of the model lies farther ahead. */
    private static final int HORIZON_YEARS = 150;

    private final BiFunction<Judgement, LocalDate, Optional<Judgement>> judge;

    /** @param judge judges on a day, given the judgement on an earlier one; empty where it differs */
    ChangesOn(BiFunction<Judgement, LocalDate, Optional<Judgement>> judge) {
        this.judge = judge;
    }

    /** @param now the judgement at as-of, of data that counts as fresh */
    Optional<LocalDate> firstAfter(LocalDate asOf, Judgement now) {
        LocalDate horizon = asOf.plusYears(HORIZON_YEARS);
        Optional<Judgement> then = Optional.of(now);
        LocalDate next = now.until();
        while (!next.isAfter(horizon)) {
            then = judge.apply(then.get(), next);
            if (then.isEmpty()) {
                return Optional.of(next);
            }
            next = then.get().until();
        }
        return Optional.empty();
    }
}
