// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.rest.client.api.UrlSourceEnum;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One request through the {@link Gate}. What cannot be said of it safely (its URL, its headers) it does not say. Thread-confined. */
final class GuardedRequest implements IHttpRequest {

    private final IHttpRequest request;
    private final Gate gate;

    GuardedRequest(IHttpRequest request, Gate gate) {
        this.request = request;
        this.gate = gate;
    }

    @Override
    public IHttpResponse execute() {
        return gate.send(request);
    }

    @Override
    public void addHeader(String name, String value) {
        request.addHeader(name, value);
    }

    @Override
    public Map<String, List<String>> getAllHeaders() {
        return request.getAllHeaders();
    }

    @Override
    public String getRequestBodyFromStream() throws IOException {
        return request.getRequestBodyFromStream();
    }

    @Override
    public String getUri() {
        return request.getUri();
    }

    @Override
    public void setUri(String uri) {
        request.setUri(uri);
    }

    @Override
    public String getHttpVerbName() {
        return request.getHttpVerbName();
    }

    @Override
    public void removeHeaders(String name) {
        request.removeHeaders(name);
    }

    @Override
    public UrlSourceEnum getUrlSource() {
        return request.getUrlSource();
    }

    @Override
    public void setUrlSource(UrlSourceEnum source) {
        request.setUrlSource(source);
    }

    @Override
    public String toString() {
        return request.getHttpVerbName() + " request";
    }
}
