// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.client.apache.ApacheHttpClient;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.Header;
import ca.uhn.fhir.rest.client.api.IHttpClient;
import java.util.List;
import java.util.Map;
import org.apache.http.client.HttpClient;

/** The client factory of one EHR's FhirContext (ADR 0003): all that HAPI sends leaves through one {@link Gate}. Thread-safe. */
final class GuardedClientFactory extends ApacheRestfulClientFactory {

    private final HttpClient http;
    private final Gate gate;

    GuardedClientFactory(FhirContext context, HttpClient http, Gate gate) {
        super(context);
        this.http = http;
        this.gate = gate;
    }

    @Override
    public IHttpClient getHttpClient(
            StringBuilder url,
            Map<String, List<String>> ifNoneExistParams,
            String ifNoneExistString,
            RequestTypeEnum verb,
            List<Header> headers) {
        return new GuardedHttpClient(
                new ApacheHttpClient(http, url, ifNoneExistParams, ifNoneExistString, verb, headers), gate);
    }

    @Override
    protected IHttpClient getHttpClient(String serverBase) {
        return getHttpClient(new StringBuilder(serverBase), null, null, null, null);
    }

    @Override
    public HttpClient getNativeHttpClient() {
        return http;
    }
}
