// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.state.ReadingProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes which types of an EHR cannot be read whole, for whoever looks at how far its data is complete. Each trouble is stored once a
 * minute at most, however many patients have it. Thread-safe.
 */
final class ReadingGaps {

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final ReadingProgress progress;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    ReadingGaps(ReadingProgress progress) {
        this.progress = progress;
    }

    void note(String ehr, Map<RecordKind, Reading> readings, Instant now) {
        readings.forEach((kind, reading) -> {
            String reason = reason(reading);
            if (!reason.isEmpty() && isNews(ehr + " " + kind + " " + reason, now)) {
                progress.gap(ehr, kind.fhirType(), reason, now);
            }
        });
    }

    private boolean isNews(String trouble, Instant now) {
        Instant before = noted.get(trouble);
        if (before != null && now.isBefore(before.plus(AGAIN))) {
            return false;
        }
        noted.put(trouble, now);
        return true;
    }

    private static String reason(Reading reading) {
        if (reading instanceof Reading.Incomplete incomplete) {
            return incomplete
                    .gaps()
                    .get(0)
                    .cause()
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
        }
        return reading instanceof Reading.NotServed ? "not-served" : "";
    }
}
