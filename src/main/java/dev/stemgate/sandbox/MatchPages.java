// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.method.ResponsePage.ResponsePageBuilder;
import dev.stemgate.sandbox.SearchValues.Value;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;

/**
 * The matches of one search, fixed at the time of the search, so that later writes do not shift its pages. Included Medications
 * come after the matches of each page and are not counted in the total.
 */
final class MatchPages implements IBundleProvider {

    private final VendorSearch.Found found;
    private final List<StoredVersion> matches;
    private final Records records;
    private final FhirContext context;
    private final InstantType searchedAt = InstantType.now();

    MatchPages(VendorSearch.Found found, Records records, FhirContext context) {
        this.found = found;
        this.matches = found.matches();
        this.records = records;
        this.context = context;
    }

    @Override
    public Integer size() {
        return matches.size();
    }

    /** The page size is the server's. */
    @Override
    public Integer preferredPageSize() {
        return null;
    }

    /** HAPI's paging provider names the search. */
    @Override
    public String getUuid() {
        return null;
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return searchedAt;
    }

    @Override
    public List<IBaseResource> getResources(int from, int to, ResponsePageBuilder page) {
        List<StoredVersion> slice =
                matches.subList(Math.min(from, matches.size()), Math.min(Math.max(from, to), matches.size()));
        List<IBaseResource> resources = new ArrayList<>();
        slice.forEach(match -> resources.add(StandIn.matched(match, context)));
        if (found.repeats() && !slice.isEmpty()) {
            resources.add(StandIn.matched(slice.get(0), context));
        }
        if (found.withMedications()) {
            medicationsOf(slice).forEach(included -> resources.add(StandIn.included(included, context)));
        }
        return resources;
    }

    private Iterable<StoredVersion> medicationsOf(List<StoredVersion> slice) {
        Map<String, StoredVersion> medications = new LinkedHashMap<>();
        for (StoredVersion match : slice) {
            for (Value reference : match.values().get("medication")) {
                records.current(reference.system(), reference.value())
                        .ifPresent(medication -> medications.put(medication.reference(), medication));
            }
        }
        return medications.values();
    }
}
