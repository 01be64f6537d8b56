// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.state.EhrState;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Results;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How every hospital is doing, from the state and the running bridge. Thread-safe. */
final class Hospitals {

    private final ConsoleParts parts;
    private final EhrStatus status;
    private final Ledger ledger;
    private final Results results;

    Hospitals(ConsoleParts parts, Ledger ledger, Results results) {
        this.parts = parts;
        this.status = new EhrStatus(parts.database());
        this.ledger = ledger;
        this.results = results;
    }

    List<HospitalLine> all() {
        Instant now = parts.clock().instant();
        Map<String, EhrState> states =
                status.all().stream().collect(Collectors.toMap(EhrState::ehr, Function.identity()));
        return parts.hospitals().stream()
                .map(hospital -> new HospitalLine(
                        hospital.ehr(),
                        hospital.writeBack(),
                        Optional.ofNullable(states.get(hospital.ehr())),
                        parts.gates().of(hospital.ehr()),
                        results.outcomeCounts(hospital.ehr()),
                        ledger.counts(hospital.ehr()),
                        now))
                .toList();
    }

    List<String> names() {
        return parts.hospitals().stream().map(ConsoleParts.HospitalName::ehr).toList();
    }
}
