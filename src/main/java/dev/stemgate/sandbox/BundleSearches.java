// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * A search that stands in a Bundle: refused, cut short and commented on as the same search sent alone. It is answered on one page, and
 * includes nothing. Thread-safe.
 */
final class BundleSearches {

    private final Set<String> servedTypes;
    private final Fault refusals;
    private final VendorSearch searches;
    private final FhirContext context;

    BundleSearches(SandboxSettings settings, Manners manners, VendorSearch searches, FhirContext context) {
        this.servedTypes = settings.servedTypes();
        this.refusals =
                Fault.firstOf(List.of(new AccessDenial(settings.accessDeniedTypes()), new VendorRefusals(manners)));
        this.searches = searches;
        this.context = context;
    }

    /** @throws BaseServerResponseException when the search is refused */
    Bundle find(String url, Records draft) {
        String type = url.split("\\?", 2)[0];
        String query = url.substring(url.indexOf('?') + 1);
        if (!servedTypes.contains(type)) {
            throw VendorOutcome.error(IssueType.NOTSUPPORTED, "", "Unknown resource type")
                    .refusal(404);
        }
        if (refusals.on(new ReceivedRequest("GET", type, query, Map.of())) instanceof FaultAction.Answer answer) {
            throw VendorOutcome.error(IssueType.PROCESSING, "", "This search is refused")
                    .refusal(answer.status());
        }
        VendorSearch.Found found = searches.search(type, draft, UrlUtil.parseQueryString(query));
        Bundle page = new Bundle().setType(BundleType.SEARCHSET);
        found.matches().forEach(match -> page.addEntry().setResource(StandIn.of(match, context)));
        page.setTotal(page.getEntry().size());
        found.outcomes().forEach(outcome -> page.addEntry()
                .setResource(outcome.resource())
                .getSearch()
                .setMode(SearchEntryMode.OUTCOME));
        return page;
    }
}
