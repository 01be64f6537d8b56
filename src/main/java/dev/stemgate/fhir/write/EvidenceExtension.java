// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import java.io.IOException;
import java.time.Year;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of evidence as the complex extension {@code screening-evidence}. The version of the record stands beside the
 * reference too, because servers (HAPI JPA among them) strip versions from references when they store a resource.
 */
final class EvidenceExtension {

    static final String URL = Canonical.extension("screening-evidence");

    private static final Encoded EVIDENCE = Extensions.url(URL);
    private static final Encoded RECORD = Extensions.url("record");
    private static final Encoded VERSION = Extensions.url("version");
    private static final Encoded CODE = Extensions.url("code");
    private static final Encoded DATE = Extensions.url("date");
    private static final Encoded STATUS = Extensions.url("status");
    private static final Encoded WHY = Extensions.url("why");
    private static final Map<Evidence.Weight, Encoded> WEIGHTS =
            Encoded.each(Evidence.Weight.class, EvidenceExtension::weight);

    private EvidenceExtension() {}

    static void write(Evidence piece, FhirJson json) throws IOException {
        Extensions.begin(EVIDENCE, json);
        Extensions.reference(RECORD, RecordReference.versioned(piece.ref()), json);
        Extensions.plain(VERSION, piece.ref().version(), json);
        Extensions.received(CODE, ReceivedCode.whole(piece.code()), json);
        Optional<DateRange> date = piece.date().filter(EvidenceExtension::isWritable);
        if (date.isPresent()) {
            date(date.get(), json);
        }
        Extensions.plain(STATUS, piece.status(), json);
        json.members(WEIGHTS.get(piece.weight()));
        Extensions.plain(WHY, piece.why(), json);
        Extensions.end(json);
    }

    private static Encoded.Part weight(Evidence.Weight weight) {
        return json -> Extensions.coding(Extensions.url("weight"), PublishedCode.weight(weight), json);
    }

    /** An age of thousands of years leads beyond the days that FHIR can say. */
    private static boolean isWritable(DateRange range) {
        return Extensions.isWritable(range.earliest()) && Extensions.isWritable(range.latest());
    }

    /** A day, month or year as dateTime of that precision; any other interval as a Period of days. */
    private static void date(DateRange range, FhirJson json) throws IOException {
        if (isOneDate(range)) {
            Extensions.value(DATE, Name.VALUE_DATE_TIME, range.toString(), json);
            return;
        }
        json.object();
        json.members(DATE);
        json.object(Name.VALUE_PERIOD);
        json.text(Name.START, range.earliest().toString());
        json.text(Name.END, range.latest().toString());
        json.endObject();
        json.endObject();
    }

    private static boolean isOneDate(DateRange range) {
        return range.isDay()
                || range.equals(DateRange.month(YearMonth.from(range.earliest())))
                || range.equals(DateRange.year(Year.from(range.earliest())));
    }
}
