// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Transaction and batch Bundles. A transaction is written as a whole or not at all; a batch entry by entry. Thread-safe. */
public final class SystemProvider {

    private final RecordStore store;
    private final WriteRules rules;
    private final TransactionWriter transactions;

    SystemProvider(RecordStore store, WriteRules rules, TransactionWriter transactions) {
        this.store = store;
        this.rules = rules;
        this.transactions = transactions;
    }

    @Transaction
    public Bundle process(@TransactionParam Bundle bundle, RequestDetails request) {
        rules.checkBody(request.loadRequestContents());
        if (bundle.getType() == BundleType.TRANSACTION) {
            return store.write(draft -> transactions.write(bundle, draft));
        }
        if (bundle.getType() == BundleType.BATCH) {
            Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
            bundle.getEntry().forEach(entry -> answer.addEntry(alone(entry)));
            return answer;
        }
        throw new InvalidRequestException(
                "Unable to process Bundle where incoming Bundle.type is not transaction or batch");
    }

    private BundleEntryComponent alone(BundleEntryComponent entry) {
        Bundle one = new Bundle().setType(BundleType.TRANSACTION);
        one.addEntry(entry);
        try {
            return store.write(draft -> transactions.write(one, draft)).getEntryFirstRep();
        } catch (BaseServerResponseException refused) {
            OperationOutcome outcome = new OperationOutcome();
            outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.PROCESSING)
                    .setDiagnostics(refused.getMessage());
            BundleEntryComponent answer = new BundleEntryComponent();
            answer.getResponse()
                    .setStatus(Integer.toString(refused.getStatusCode()))
                    .setOutcome(outcome);
            return answer;
        }
    }
}
