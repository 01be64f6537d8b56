// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.RecommendedCheck;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.RiskProfile;
import java.io.IOException;
import java.util.List;

/** What is to be checked, and what is planned, as extensions of the whole Observation. */
final class RiskExtensions {

    private static final Encoded RECOMMENDED = Extensions.url(Canonical.extension("screening-recommended-check"));
    private static final Encoded CHECK = Extensions.url("check");
    private static final Encoded LAST_RESULT = Extensions.url("last-result");
    private static final Encoded WHY = Extensions.url("why");
    private static final Encoded PLANNED = Extensions.url(Canonical.extension("screening-planned-therapy"));
    private static final Encoded REQUEST = Extensions.url("request");
    private static final Encoded PRODUCT = Extensions.url("product");
    private static final Encoded ROUTE = Extensions.url("route");
    private static final Encoded TARGET = Extensions.url("target");

    private RiskExtensions() {}

    static void write(RiskProfile risks, FhirJson json) throws IOException {
        for (RecommendedCheck check : risks.checks()) {
            write(check, json);
        }
        if (risks.planned().isPresent()) {
            write(risks.planned().get(), json);
        }
    }

    private static void write(RecommendedCheck check, FhirJson json) throws IOException {
        Extensions.begin(RECOMMENDED, json);
        Extensions.concept(CHECK, PublishedCode.check(check.id()), PlainText.of(check.title()), json);
        if (check.lastResultOn().isPresent()) {
            Extensions.date(LAST_RESULT, check.lastResultOn().get(), json);
        }
        Extensions.plain(WHY, check.why(), json);
        Extensions.end(json);
    }

    private static void write(PlannedTherapy planned, FhirJson json) throws IOException {
        Extensions.begin(PLANNED, json);
        for (ResourceRef request : planned.requests()) {
            Extensions.reference(REQUEST, RecordReference.versioned(request), json);
        }
        codes(PRODUCT, planned.products(), json);
        codes(ROUTE, planned.routes(), json);
        codes(TARGET, planned.targets(), json);
        Extensions.end(json);
    }

    private static void codes(Encoded url, List<String> codes, FhirJson json) throws IOException {
        for (String code : codes) {
            Extensions.value(url, Name.VALUE_CODE, code, json);
        }
    }
}
