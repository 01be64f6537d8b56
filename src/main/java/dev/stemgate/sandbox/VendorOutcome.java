// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What a vendor says about its own answer: an OperationOutcome with the vendor's numeric code.
 *
 * @param code the vendor's code; empty when it has none
 */
record VendorOutcome(IssueSeverity severity, IssueType type, String code, String words) {

    /** The coding system of these codes begins with Epic's OID; the rest of it differs from site to site. */
    static final String SYSTEM = "urn:oid:1.2.840.114350.1.13.0.1.7.2.657369";

    static VendorOutcome warning(String code, String words) {
        return new VendorOutcome(IssueSeverity.WARNING, IssueType.PROCESSING, code, words);
    }

    static VendorOutcome error(IssueType type, String code, String words) {
        return new VendorOutcome(IssueSeverity.ERROR, type, code, words);
    }

    OperationOutcome resource() {
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcome.OperationOutcomeIssueComponent issue =
                outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(words);
        if (!code.isEmpty()) {
            issue.getDetails()
                    .setText(words)
                    .addCoding()
                    .setSystem(SYSTEM)
                    .setCode(code)
                    .setDisplay(words);
        }
        return outcome;
    }

    String json() {
        String details = code.isEmpty()
                ? ""
                : ",\"details\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}".formatted(SYSTEM, code);
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"%s\",\"code\":\"%s\"%s,\"diagnostics\":\"%s\"}]}"
                .formatted(severity.toCode(), type.toCode(), details, words);
    }

    /** As the answer to a request that is refused. */
    BaseServerResponseException refusal(int status) {
        return new UnclassifiedServerFailureException(status, words, resource());
    }

    /** As the answer to a request that is refused before it reaches the FHIR server. */
    FaultAction answer(int status) {
        return new FaultAction.Answer(
                status, java.util.Map.of("Content-Type", "application/fhir+json;charset=UTF-8"), json());
    }
}
