// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import java.io.IOException;
import java.util.Map;

/**
 * One criterion as a component. A finding is a value of code system {@code screening-finding}; a criterion that was not
 * evaluated has no value and says so in {@code dataAbsentReason}, with our code first and the standard {@code not-performed}
 * beside it. It is never published as absent.
 */
final class CriterionComponent {

    private static final Encoded OMITTED = Extensions.url(Canonical.extension("screening-evidence-omitted"));

    private static final Map<Finding, Encoded> FINDINGS = Encoded.each(Finding.class, CriterionComponent::finding);

    private CriterionComponent() {}

    static void write(CriterionResult result, FhirJson json) throws IOException {
        json.object();
        json.list(Name.EXTENSION);
        PublishedEvidence evidence = PublishedEvidence.of(result);
        for (Evidence piece : evidence.shown()) {
            EvidenceExtension.write(piece, json);
        }
        if (evidence.omitted() > 0) {
            Extensions.number(OMITTED, evidence.omitted(), json);
        }
        Extensions.reasons(result.reasons(), json);
        json.endList();
        PublishedCode.criterion(result.id()).concept(Name.CODE, PlainText.of(result.title()), json);
        json.members(FINDINGS.get(result.finding()));
        json.endObject();
    }

    private static Encoded.Part finding(Finding finding) {
        PublishedCode code = PublishedCode.finding(finding);
        if (finding != Finding.NOT_EVALUATED) {
            return json -> code.concept(Name.VALUE_CODEABLE_CONCEPT, "", json);
        }
        return json -> {
            json.object(Name.DATA_ABSENT_REASON);
            json.list(Name.CODING);
            code.coding(json);
            PublishedCode.NOT_PERFORMED.coding(json);
            json.endList();
            json.endObject();
        };
    }
}
