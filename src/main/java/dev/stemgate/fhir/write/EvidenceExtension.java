// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.Evidence;
import java.time.Year;
import java.time.YearMonth;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * One piece of evidence as the complex extension {@code screening-evidence}. The version of the record stands beside the
 * reference too, because servers (HAPI JPA among them) strip versions from references when they store a resource.
 */
final class EvidenceExtension {

    static final String URL = Canonical.extension("screening-evidence");

    private EvidenceExtension() {}

    static Extension of(Evidence piece) {
        Extension extension = new Extension(URL);
        add(extension, "record", RecordReference.versioned(piece.ref()));
        addText(extension, "version", piece.ref().version());
        CodeableConcept code = RecordReference.concept(piece.code());
        if (!code.isEmpty()) {
            add(extension, "code", code);
        }
        piece.date().filter(EvidenceExtension::isWritable).ifPresent(date -> add(extension, "date", date(date)));
        addText(extension, "status", piece.status());
        add(extension, "weight", PublishedCode.weight(piece.weight()));
        addText(extension, "why", piece.why());
        return extension;
    }

    /** FHIR has years from 0001 to 9999; an age of thousands of years leads beyond. */
    private static boolean isWritable(DateRange range) {
        return range.earliest().getYear() >= 1 && range.latest().getYear() <= 9_999;
    }

    /** A day, month or year as dateTime of that precision; any other interval as a Period of days. */
    static Type date(DateRange range) {
        boolean written = range.isDay()
                || range.equals(DateRange.month(YearMonth.from(range.earliest())))
                || range.equals(DateRange.year(Year.from(range.earliest())));
        if (written) {
            return new DateTimeType(range.toString());
        }
        return new Period()
                .setStartElement(new DateTimeType(range.earliest().toString()))
                .setEndElement(new DateTimeType(range.latest().toString()));
    }

    private static void addText(Extension extension, String url, String text) {
        String fit = PlainText.of(text);
        if (!fit.isEmpty()) {
            add(extension, url, new StringType(fit));
        }
    }

    private static void add(Extension extension, String url, Type value) {
        extension.addExtension(new Extension(url, value));
    }
}
