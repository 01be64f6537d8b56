// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.Reading;
import dev.stemgate.model.ScreeningWords;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The filters of the templates: times, counts and the words of a screening. What they give is escaped like everything else. */
final class ShownValues extends AbstractExtension {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Clock clock;
    private final ZoneId zone;

    ShownValues(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> filters = new HashMap<>();
        filters.put("at", filter(value -> TIME.format(((Instant) value).atZone(zone))));
        filters.put("ago", filter(value -> ago(Duration.between((Instant) value, clock.instant()))));
        filters.put("count", filter(value -> String.format(Locale.ROOT, "%,d", ((Number) value).longValue())));
        filters.put("size", filter(value -> size(((Number) value).longValue())));
        filters.put("words", filter(ShownValues::words));
        filters.put("spoken", filter(value -> ScreeningWords.hasMoreToSay((CriterionResult) value)));
        return filters;
    }

    /** How long ago, or how long until, in one unit. */
    static String ago(Duration since) {
        Duration span = since.abs();
        String length = span.toMinutes() < 2
                ? span.toSeconds() + " s"
                : span.toHours() < 2
                        ? span.toMinutes() + " min"
                        : span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " days";
        return since.isNegative() ? "in " + length : length + " ago";
    }

    private static String size(long bytes) {
        return bytes < 10_000
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : String.format(Locale.ROOT, "%,d kB", bytes / 1000);
    }

    private static String words(Object value) {
        if (value instanceof Reading reading) {
            return ScreeningWords.of(reading);
        }
        if (value instanceof Evidence evidence) {
            return ScreeningWords.of(evidence);
        }
        return ScreeningWords.of((PlannedTherapy) value);
    }

    private static Filter filter(Function<Object, Object> show) {
        return new Filter() {
            @Override
            public Object apply(
                    Object input,
                    Map<String, Object> arguments,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                return show.apply(input);
            }

            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }
        };
    }
}
