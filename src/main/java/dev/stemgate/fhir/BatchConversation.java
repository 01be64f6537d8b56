// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.read.BatchAnswer;
import dev.stemgate.fhir.read.SearchBatch;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/** What the routes and an EHR say to each other when the records of several patients are read together. Stateless. */
public final class BatchConversation {

    private BatchConversation() {}

    /** Adds a page to the answer and returns the URL of the next one. */
    public static Optional<String> add(BatchAnswer answer, Object page) {
        return answer.addPage(EhrConversation.bundle(page));
    }

    /** The message that carries several searches. */
    public static Object request(SearchBatch batch) {
        return batch.request();
    }

    /** The answers in the order of the searches; empty where the EHR did not answer each in its place. */
    public static Optional<List<Optional<BatchAnswer>>> answers(
            SearchBatch batch, Object answer, EhrSettings settings) {
        return answer instanceof Bundle bundle ? batch.answers(bundle, settings.origin()) : Optional.empty();
    }
}
