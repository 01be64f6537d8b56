// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.write;

import dev.stemgate.model.CriterionResult;
import dev.stemgate.model.Evidence;
import dev.stemgate.model.Finding;
import java.io.IOException;

/**
 * One criterion as a component. A finding is a value of code system {@code screening-finding}; a criterion that was not
 * evaluated has no value and says so in {@code dataAbsentReason}, with our code first and the standard {@code not-performed}
 * beside it. It is never published as absent.
 */
final class CriterionComponent {

    private static final Encoded OMITTED = Extensions.url(Canonical.extension("screening-evidence-omitted"));

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
        PublishedCode finding = PublishedCode.finding(result.finding());
        if (result.finding() == Finding.NOT_EVALUATED) {
            json.object(Name.DATA_ABSENT_REASON);
            json.list(Name.CODING);
            finding.coding(json);
            PublishedCode.NOT_PERFORMED.coding(json);
            json.endList();
            json.endObject();
        } else {
            finding.concept(Name.VALUE_CODEABLE_CONCEPT, "", json);
        }
        json.endObject();
    }
}
