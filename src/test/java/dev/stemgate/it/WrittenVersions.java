// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it;

import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.write.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/** What stands on the server of all that bridges have ever written there, asked without its caches. */
final class WrittenVersions {

    private final IGenericClient server;

    WrittenVersions(IGenericClient server) {
        this.server = server;
    }

    /** The version of every Observation of ours and every Provenance: equal maps mean that nothing was written meanwhile. */
    Map<String, String> all() {
        List<Resource> found =
                new ArrayList<>(search("Observation?identifier=" + Canonical.SCREENING_IDENTIFIER + "%7C"));
        found.addAll(search("Provenance?"));
        return found.stream()
                .collect(Collectors.toMap(
                        resource -> resource.fhirType() + "/"
                                + resource.getIdElement().getIdPart(),
                        resource -> resource.getMeta().getVersionId()));
    }

    /** Our Observations on a patient. */
    List<Observation> observations(String patientId) {
        return search("Observation?patient=" + patientId + "&identifier=" + Canonical.SCREENING_IDENTIFIER + "%7C")
                .stream()
                .map(Observation.class::cast)
                .toList();
    }

    /** The one Observation of ours on a patient. */
    Observation observation(String patientId) {
        List<Observation> found = observations(patientId);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " screening Observations on " + patientId);
        }
        return found.get(0);
    }

    /** Every Provenance of an Observation. */
    List<Provenance> provenances(Observation observation) {
        return search("Provenance?target=Observation/"
                        + observation.getIdElement().getIdPart())
                .stream()
                .map(Provenance.class::cast)
                .toList();
    }

    /** How many versions an Observation has had. */
    int history(Observation observation) {
        return server.history()
                .onInstance(observation.getIdElement().toUnqualifiedVersionless())
                .returnBundle(Bundle.class)
                .count(50)
                .execute()
                .getEntry()
                .size();
    }

    private List<Resource> search(String url) {
        List<Resource> found = new ArrayList<>();
        Bundle page = server.search()
                .byUrl(url + (url.endsWith("?") ? "" : "&") + "_count=200")
                .cacheControl(new CacheControlDirective().setNoCache(true))
                .returnBundle(Bundle.class)
                .execute();
        add(page, found);
        while (page.getLink(Bundle.LINK_NEXT) != null) {
            page = server.loadPage().next(page).execute();
            add(page, found);
        }
        return found;
    }

    private static void add(Bundle page, List<Resource> found) {
        page.getEntry().forEach(entry -> found.add(entry.getResource()));
    }
}
