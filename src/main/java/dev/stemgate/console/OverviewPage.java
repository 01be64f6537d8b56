// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.state.UnitState;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How everything is doing, on one screen. Thread-safe. */
final class OverviewPage implements Page {

    /** A reason and how many open letters it has. */
    record ReasonLine(String code, String line, long letters) {}

    private final Templates templates;
    private final Hospitals hospitals;
    private final DeadLetters letters;
    private final Clock clock;

    OverviewPage(Templates templates, Hospitals hospitals, DeadLetters letters, Clock clock) {
        this.templates = templates;
        this.hospitals = hospitals;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Reply answer(Visit visit) {
        Map<Reason, Long> counts = letters.counts();
        List<ReasonLine> reasons = counts.entrySet().stream()
                .map(entry ->
                        new ReasonLine(entry.getKey().code(), entry.getKey().line(), entry.getValue()))
                .sorted(Comparator.comparing(ReasonLine::letters).reversed().thenComparing(ReasonLine::code))
                .toList();
        return Reply.html(templates.render(
                "overview",
                visit,
                Map.of(
                        "here",
                        "overview",
                        "now",
                        clock.instant(),
                        "hospitals",
                        hospitals.all(),
                        "outcomes",
                        Arrays.stream(Outcome.values()).map(Outcome::code).toList(),
                        "states",
                        Arrays.stream(UnitState.values()).map(UnitState::code).toList(),
                        "reasons",
                        reasons,
                        "open",
                        counts.values().stream().mapToLong(Long::longValue).sum())));
    }
}
