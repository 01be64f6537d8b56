// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.When;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;

/** A Timing as a time: from its first event to its last, else its bounds; one that names neither is words, and undated. */
final class TimingDates {

    private TimingDates() {}

    static Optional<When> when(Timing timing) {
        List<DateRange> events = timing.getEvent().stream()
                .map(FhirDates::of)
                .flatMap(Optional::stream)
                .toList();
        if (events.size() == 1) {
            return Optional.of(new When.Dated(events.get(0)));
        }
        if (!events.isEmpty()) {
            return Optional.of(new When.Span(
                    events.stream().min(Comparator.comparing(DateRange::earliest)),
                    events.stream().max(Comparator.comparing(DateRange::latest))));
        }
        if (timing.getRepeat().getBounds() instanceof Period bounds && (bounds.hasStart() || bounds.hasEnd())) {
            return Times.when(bounds);
        }
        return timing.hasCode()
                ? Optional.of(new When.Worded(Concepts.of(timing.getCode()).label()))
                : Optional.empty();
    }
}
