// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.RecommendedCheck;
import dev.stemgate.model.RiskProfile;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** What is to be checked, and what is planned, as extensions of the whole Observation. */
final class RiskExtensions {

    private RiskExtensions() {}

    static List<Extension> of(RiskProfile risks) {
        List<Extension> all = new ArrayList<>();
        risks.checks().stream().map(RiskExtensions::check).forEach(all::add);
        risks.planned().map(RiskExtensions::planned).ifPresent(all::add);
        return all;
    }

    private static Extension check(RecommendedCheck check) {
        Extension extension = new Extension(Canonical.extension("screening-recommended-check"));
        extension.addExtension(new Extension(
                "check", new CodeableConcept(PublishedCode.check(check.id())).setText(PlainText.of(check.title()))));
        check.lastResultOn()
                .ifPresent(day -> extension.addExtension(new Extension("last-result", new DateType(day.toString()))));
        extension.addExtension(new Extension("why", new StringType(PlainText.of(check.why()))));
        return extension;
    }

    private static Extension planned(PlannedTherapy planned) {
        Extension extension = new Extension(Canonical.extension("screening-planned-therapy"));
        planned.requests()
                .forEach(ref -> extension.addExtension(new Extension("request", RecordReference.versioned(ref))));
        codes("product", planned.products(), extension);
        codes("route", planned.routes(), extension);
        codes("target", planned.targets(), extension);
        return extension;
    }

    private static void codes(String url, List<String> codes, Extension extension) {
        codes.forEach(code -> extension.addExtension(new Extension(url, new CodeType(code))));
    }
}
