// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.read.R4;
import dev.stemgate.fhir.read.SearchPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;

/**
 * Looks whether a Provenance that may have been sent before stands on the EHR. A Provenance has no identifier in R4, so it is told by what
 * it is of and when it was recorded, to the second: some servers cut off the rest. Thread-safe.
 */
final class SentProvenance {

    private static final int MOST_PAGES = 20;
    private static final Duration SAME_TIME = Duration.ofSeconds(1);

    private SentProvenance() {}

    /**
     * @param stored the request, as a Bundle of one entry
     * @return false also where it is no Provenance, and where the EHR does not let us look
     * @throws EhrUnavailableException when the EHR does not answer now
     */
    static boolean stands(IGenericClient client, String stored) {
        BundleEntryComponent entry =
                R4.context().newJsonParser().parseResource(Bundle.class, stored).getEntryFirstRep();
        if (entry.getRequest().getMethod() != HTTPVerb.POST || !(entry.getResource() instanceof Provenance sent)) {
            return false;
        }
        try {
            return search(client, sent);
        } catch (EhrUnavailableException outage) {
            throw outage;
        } catch (EhrException notToBeSeen) {
            return false;
        }
    }

    private static boolean search(IGenericClient client, Provenance sent) {
        String url = "Provenance?target=" + URLEncoder.encode(target(sent), StandardCharsets.UTF_8) + "&_count=50";
        Bundle answer = client.search().byUrl(url).returnBundle(Bundle.class).execute();
        for (int pages = 1; pages <= MOST_PAGES; pages++) {
            SearchPage page = SearchPage.of(answer);
            if (page.entries().stream().anyMatch(entry -> isSame(entry, sent))) {
                return true;
            }
            if (page.next().isEmpty()) {
                return false;
            }
            answer = client.loadPage()
                    .byUrl(page.next().get())
                    .andReturnBundle(Bundle.class)
                    .execute();
        }
        return false;
    }

    private static boolean isSame(SearchPage.Entry entry, Provenance sent) {
        return entry instanceof SearchPage.Record known
                && known.type().equals("Provenance")
                && parsed(known.bytes())
                        .filter(other -> other.hasRecorded() && target(other).equals(target(sent)))
                        .filter(other -> Duration.between(
                                                other.getRecorded().toInstant(),
                                                sent.getRecorded().toInstant())
                                        .abs()
                                        .compareTo(SAME_TIME)
                                < 0)
                        .isPresent();
    }

    private static Optional<Provenance> parsed(byte[] bytes) {
        try {
            return Optional.of(R4.context()
                    .newJsonParser()
                    .parseResource(Provenance.class, new String(bytes, StandardCharsets.UTF_8)));
        } catch (DataFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static String target(Provenance provenance) {
        IdType target = new IdType(provenance.getTargetFirstRep().getReference());
        return target.getResourceType() + "/" + target.getIdPart();
    }
}
