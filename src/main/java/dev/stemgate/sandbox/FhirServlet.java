// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.BasePagingProvider;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.net.URI;

/** HAPI's plain server over the record store. It is set up at once and serves many threads. */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    /** Searches whose pages are kept; the oldest is forgotten and its next link then gives 410. */
    private static final int KEPT_SEARCHES = 500;

    FhirServlet(FhirContext context, RecordStore store, SandboxSettings settings) {
        super(context);
        setServerName("Stemgate sandbox");
        setImplementationDescription("Embedded R4 server with synthetic and published sample patients");
        setDefaultResponseEncoding(EncodingEnum.JSON);
        BasePagingProvider paging = new FifoMemoryPagingProvider(KEPT_SEARCHES);
        setPagingProvider(paging.setDefaultPageSize(settings.pageSize()).setMaximumPageSize(settings.maxPageSize()));
        WriteRules rules = new WriteRules(context);
        Writes writes = new Writes(store, rules, context, settings.staleVersion());
        settings.servedTypes().forEach(type -> registerProvider(new TypeProvider(type, store, writes, rules, context)));
        registerProvider(new SystemProvider(store, rules, new TransactionWriter(writes, context)));
        registerInterceptor(new RawAnswers(new BundleWriter(context)));
    }

    /** Links name the one address that this server listens on, whatever Host header a client sends. */
    void serveAt(URI baseUrl) {
        setServerAddressStrategy(new HardcodedServerAddressStrategy(baseUrl.toString()));
    }
}
