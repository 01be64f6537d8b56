// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Gap;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.model.UnclassifiedCode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The extensions of the whole Observation: what recognises it again, how long it holds, which model judged, what was and
 * was not read, and why.
 */
final class ScreeningExtensions {

    static final String FINGERPRINT = Canonical.extension("screening-fingerprint");

    /** Codes to classify are a work list of the bridge; the first of them are shown so that a reader sees their kind. */
    static final int MOST_TO_CLASSIFY = 50;

    private static final Encoded RECOGNISED = Extensions.url(FINGERPRINT);
    private static final Encoded VALID_UNTIL = Extensions.url(Canonical.extension("screening-valid-until"));
    private static final Encoded CHANGES_ON = Extensions.url(Canonical.extension("screening-changes-on"));
    private static final Encoded DATA_READ_ON = Extensions.url(Canonical.extension("screening-data-read-on"));
    private static final Encoded MODEL = Extensions.url(Canonical.extension("screening-model"));
    private static final Encoded ID = Extensions.url("id");
    private static final Encoded RELEASE = Extensions.url("release");
    private static final Encoded HASH = Extensions.url("hash");
    private static final Encoded READING = Extensions.url(Canonical.extension("screening-reading"));
    private static final Encoded KIND = Extensions.url("kind");
    private static final Encoded STATUS = Extensions.url("status");
    private static final Encoded GAP = Extensions.url("gap");
    private static final Encoded TO_CLASSIFY = Extensions.url(Canonical.extension("screening-to-classify"));
    private static final Encoded RECORD = Extensions.url("record");
    private static final Encoded CODE = Extensions.url("code");
    private static final Encoded OMITTED = Extensions.url(Canonical.extension("screening-to-classify-omitted"));

    private ScreeningExtensions() {}

    static void write(Screening screening, Fingerprint fingerprint, FhirJson json) throws IOException {
        Extensions.value(RECOGNISED, Name.VALUE_STRING, fingerprint.value(), json);
        Extensions.date(VALID_UNTIL, screening.validUntil(), json);
        if (screening.changesOn().isPresent()) {
            Extensions.date(CHANGES_ON, screening.changesOn().get(), json);
        }
        Extensions.date(DATA_READ_ON, screening.dataReadOn(), json);
        model(screening.model(), json);
        Extensions.reasons(screening.reasons(), json);
        RiskExtensions.write(screening.risks(), json);
        for (RecordKind kind : RecordKind.values()) {
            if (screening.readings().containsKey(kind)) {
                reading(kind, screening.readings().get(kind), json);
            }
        }
        toClassify(screening.toClassify(), json);
    }

    private static void model(ModelVersion model, FhirJson json) throws IOException {
        Extensions.begin(MODEL, json);
        Extensions.value(ID, Name.VALUE_STRING, model.id(), json);
        Extensions.value(RELEASE, Name.VALUE_STRING, model.release(), json);
        Extensions.value(HASH, Name.VALUE_STRING, model.hash(), json);
        Extensions.end(json);
    }

    private static void reading(RecordKind kind, Reading reading, FhirJson json) throws IOException {
        Extensions.begin(READING, json);
        Extensions.value(KIND, Name.VALUE_CODE, kind.fhirType(), json);
        Extensions.coding(STATUS, PublishedCode.reading(reading), json);
        if (reading instanceof Reading.Incomplete incomplete) {
            for (Gap gap : new LinkedHashSet<>(incomplete.gaps())) {
                Extensions.concept(GAP, PublishedCode.gap(gap.cause()), PlainText.of(gap.detail()), json);
            }
        }
        Extensions.end(json);
    }

    private static void toClassify(List<UnclassifiedCode> codes, FhirJson json) throws IOException {
        for (UnclassifiedCode unclassified : codes.subList(0, Math.min(codes.size(), MOST_TO_CLASSIFY))) {
            Extensions.begin(TO_CLASSIFY, json);
            Extensions.reference(RECORD, RecordReference.versioned(unclassified.ref()), json);
            Extensions.received(CODE, ReceivedCode.whole(unclassified.code()), json);
            Extensions.end(json);
        }
        if (codes.size() > MOST_TO_CLASSIFY) {
            Extensions.number(OMITTED, codes.size() - MOST_TO_CLASSIFY, json);
        }
    }
}
