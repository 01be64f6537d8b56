// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/**
 * Writes resources and Bundles in place of HAPI's encoder: the stored text goes out as it is, alone or as an entry of a Bundle.
 * Everything else, for instance an OperationOutcome, is left to HAPI.
 */
@Interceptor
final class RawAnswers {

    /** Where a search leaves its {@link VendorOutcome}s with the request. */
    static final String OUTCOMES = "dev.stemgate.sandbox.outcomes";

    private static final Set<RestOperationTypeEnum> WRITES =
            EnumSet.of(RestOperationTypeEnum.CREATE, RestOperationTypeEnum.UPDATE);

    private final BundleWriter bundles;

    RawAnswers(BundleWriter bundles) {
        this.bundles = bundles;
    }

    /**
     * @return false when the answer has been written here
     */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean write(
            RequestDetails request, IBaseResource resource, ResponseDetails details, HttpServletResponse response)
            throws IOException {
        if (resource instanceof Bundle bundle) {
            outcomes(request, bundle);
            send(response, details.getResponseCode(), bundles.write(bundle));
            return false;
        }
        if (resource == null || StandIn.storedBy(resource).isEmpty()) {
            return true;
        }
        StoredVersion stored = StandIn.storedBy(resource).orElseThrow();
        response.setHeader("ETag", "W/\"" + stored.version() + "\"");
        response.setHeader(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.lastUpdated().atOffset(ZoneOffset.UTC)));
        if (WRITES.contains(request.getRestOperationType())) {
            response.setHeader("Location", request.getFhirServerBase() + "/" + stored.versionedReference());
        }
        send(response, details.getResponseCode(), stored.json());
        return false;
    }

    /** What the first page of a search says of the answer as a whole. */
    private static void outcomes(RequestDetails request, Bundle page) {
        if (request.getUserData().get(OUTCOMES) instanceof List<?> outcomes) {
            outcomes.stream().map(VendorOutcome.class::cast).forEach(outcome -> page.addEntry()
                    .setResource(outcome.resource())
                    .getSearch()
                    .setMode(SearchEntryMode.OUTCOME));
        }
    }

    private static void send(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
