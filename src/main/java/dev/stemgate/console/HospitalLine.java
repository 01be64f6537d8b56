// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.model.Outcome;
import dev.stemgate.state.EhrGates;
import dev.stemgate.state.EhrState;
import dev.stemgate.state.UnitState;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One hospital on the overview.
 *
 * @param ehr its name
 * @param writeBack its write-back mode
 * @param state what is stored of its endpoint; empty before the first call
 * @param gate whether the bridge asks it at this moment
 * @param outcomes newest results of its patients by outcome
 * @param units its patient units by state
 * @param now when this was put together
 */
record HospitalLine(
        String ehr,
        String writeBack,
        Optional<EhrState> state,
        EhrGates.Gate gate,
        Map<Outcome, Long> outcomes,
        Map<UnitState, Long> units,
        Instant now) {

    HospitalLine {
        Objects.requireNonNull(ehr, "ehr");
        Objects.requireNonNull(writeBack, "writeBack");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(gate, "gate");
        outcomes = Map.copyOf(outcomes);
        units = Map.copyOf(units);
        Objects.requireNonNull(now, "now");
    }

    /** One word: {@code down} is worse than {@code paused}, that than {@code suspended} (write-back only), and that than {@code up}. */
    public String word() {
        if (gate.down() || state.filter(known -> !known.up()).isPresent()) {
            return "down";
        }
        if (!gate.open() || state.filter(known -> known.pausedAt(now)).isPresent()) {
            return "paused";
        }
        if (gate.suspended()) {
            return "suspended";
        }
        return state.isEmpty() ? "not asked yet" : "up";
    }

    /** How the word is coloured; it is never said by colour alone. */
    public String tone() {
        return switch (word()) {
            case "up" -> "good";
            case "down" -> "bad";
            default -> "warn";
        };
    }

    public long outcome(String code) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().code().equals(code))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long unit(String code) {
        return units.entrySet().stream()
                .filter(entry -> entry.getKey().code().equals(code))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
