// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.read.SearchPage;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** Puts questions to a server through the bridge's own guarded client. Thread-confined. */
final class Asker {

    private final IGenericClient client;

    Asker(IGenericClient client) {
        this.client = client;
    }

    /** @throws EhrException when there is none to be had */
    Capabilities capabilities() {
        return new Capabilities(
                client.capabilities().ofType(CapabilityStatement.class).execute());
    }

    Attempt search(String relativeUrl) {
        return attempt(() ->
                client.search().byUrl(relativeUrl).returnBundle(Bundle.class).execute());
    }

    Attempt page(String absoluteUrl) {
        return attempt(() -> client.loadPage()
                .byUrl(absoluteUrl)
                .andReturnBundle(Bundle.class)
                .execute());
    }

    /** @throws EhrException when it is refused as a whole */
    Bundle transaction(Bundle transaction) {
        return client.transaction().withBundle(transaction).execute();
    }

    private static Attempt attempt(Supplier<Bundle> question) {
        try {
            return new Attempt.Answered(SearchPage.of(question.get()));
        } catch (EhrException refusal) {
            return new Attempt.Refused(refusal);
        }
    }
}
