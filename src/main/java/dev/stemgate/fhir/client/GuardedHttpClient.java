// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.client.api.IHttpClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseBinary;

/** Makes requests that go through the {@link Gate}. */
final class GuardedHttpClient implements IHttpClient {

    private final IHttpClient client;
    private final Gate gate;

    GuardedHttpClient(IHttpClient client, Gate gate) {
        this.client = client;
        this.gate = gate;
    }

    @Override
    public IHttpRequest createByteRequest(
            FhirContext context, String contents, String contentType, EncodingEnum encoding) {
        return new GuardedRequest(client.createByteRequest(context, contents, contentType, encoding), gate);
    }

    @Override
    public IHttpRequest createParamRequest(
            FhirContext context, Map<String, List<String>> params, EncodingEnum encoding) {
        return new GuardedRequest(client.createParamRequest(context, params, encoding), gate);
    }

    @Override
    public IHttpRequest createBinaryRequest(FhirContext context, IBaseBinary binary) {
        return new GuardedRequest(client.createBinaryRequest(context, binary), gate);
    }

    @Override
    public IHttpRequest createGetRequest(FhirContext context, EncodingEnum encoding) {
        return new GuardedRequest(client.createGetRequest(context, encoding), gate);
    }
}
