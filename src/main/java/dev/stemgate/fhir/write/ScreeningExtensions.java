// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.Fingerprint;
import dev.stemgate.model.Gap;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.model.Screening;
import dev.stemgate.model.UnclassifiedCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * The extensions of the whole Observation: what recognises it again, how long it holds, which model judged, what was and
 * was not read, and why.
 */
final class ScreeningExtensions {

    static final String FINGERPRINT = Canonical.extension("screening-fingerprint");

    /** Codes to classify are a work list of the bridge; the first of them are shown so that a reader sees their kind. */
    static final int MOST_TO_CLASSIFY = 50;

    private ScreeningExtensions() {}

    static List<Extension> of(Screening screening, Fingerprint fingerprint) {
        List<Extension> all = new ArrayList<>();
        all.add(new Extension(FINGERPRINT, new StringType(fingerprint.value())));
        all.add(date("screening-valid-until", screening.validUntil()));
        screening.changesOn().ifPresent(day -> all.add(date("screening-changes-on", day)));
        all.add(date("screening-data-read-on", screening.dataReadOn()));
        all.add(model(screening.model()));
        all.addAll(CriterionComponent.reasons(screening.reasons()));
        all.addAll(RiskExtensions.of(screening.risks()));
        screening.readings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> reading(entry.getKey(), entry.getValue()))
                .forEach(all::add);
        screening.toClassify().stream()
                .limit(MOST_TO_CLASSIFY)
                .map(ScreeningExtensions::toClassify)
                .forEach(all::add);
        if (screening.toClassify().size() > MOST_TO_CLASSIFY) {
            all.add(new Extension(
                    Canonical.extension("screening-to-classify-omitted"),
                    new UnsignedIntType(screening.toClassify().size() - MOST_TO_CLASSIFY)));
        }
        return all;
    }

    private static Extension date(String id, LocalDate day) {
        return new Extension(Canonical.extension(id), new DateType(day.toString()));
    }

    private static Extension model(ModelVersion model) {
        Extension extension = new Extension(Canonical.extension("screening-model"));
        extension.addExtension(new Extension("id", new StringType(model.id())));
        extension.addExtension(new Extension("release", new StringType(model.release())));
        extension.addExtension(new Extension("hash", new StringType(model.hash())));
        return extension;
    }

    private static Extension reading(RecordKind kind, Reading reading) {
        Extension extension = new Extension(Canonical.extension("screening-reading"));
        extension.addExtension(new Extension("kind", new CodeType(kind.fhirType())));
        extension.addExtension(new Extension("status", PublishedCode.reading(reading)));
        if (reading instanceof Reading.Incomplete incomplete) {
            incomplete.gaps().stream().distinct().map(ScreeningExtensions::gap).forEach(extension::addExtension);
        }
        return extension;
    }

    private static Extension gap(Gap gap) {
        CodeableConcept concept = new CodeableConcept(PublishedCode.gap(gap.cause()));
        String detail = PlainText.of(gap.detail());
        return new Extension("gap", detail.isEmpty() ? concept : concept.setText(detail));
    }

    private static Extension toClassify(UnclassifiedCode unclassified) {
        Extension extension = new Extension(Canonical.extension("screening-to-classify"));
        extension.addExtension(new Extension("record", RecordReference.versioned(unclassified.ref())));
        CodeableConcept code = RecordReference.concept(unclassified.code());
        if (!code.isEmpty()) {
            extension.addExtension(new Extension("code", code));
        }
        return extension;
    }
}
