// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.BasePagingProvider;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.net.URI;

/** HAPI's plain server over the record store. It is set up at once and serves many threads. */
final class FhirServlet extends RestfulServer {

    private static final long serialVersionUID = 1L;

    /** Searches whose pages are kept; the oldest is forgotten and its next link then gives 410. */
    private static final int KEPT_SEARCHES = 500;

    private final transient Manners manners;

    FhirServlet(FhirContext context, RecordStore store, SandboxSettings settings, Manners manners) {
        super(context);
        this.manners = manners;
        setServerName("Stemgate sandbox");
        setImplementationDescription("Embedded R4 server with synthetic and published sample patients");
        setDefaultResponseEncoding(EncodingEnum.JSON);
        BasePagingProvider paging = new FifoMemoryPagingProvider(KEPT_SEARCHES);
        setPagingProvider(paging.setDefaultPageSize(settings.pageSize()).setMaximumPageSize(settings.maxPageSize()));
        SearchIndex index = new SearchIndex(manners, store);
        VendorSearch searches = new VendorSearch(manners, index);
        WriteRules rules = new WriteRules(context, manners);
        Writes writes = new Writes(store, rules, context, settings.staleVersion(), manners, index);
        settings.servedTypes()
                .forEach(type -> registerProvider(new TypeProvider(type, store, searches, writes, rules, context)));
        BundleSearches bundled = new BundleSearches(settings, manners, searches, context);
        registerProvider(new SystemProvider(store, rules, new TransactionWriter(writes, bundled, context)));
        registerProvider(new MatchProvider(store, manners, context));
        setServerConformanceProvider(new DeclaredCapabilities(this, manners));
        registerInterceptor(new RawAnswers(new BundleWriter(context)));
    }

    /** Links name the one address that this server listens on, or with {@link Manner#NEXT_LINK_FROM_HOST} the one it was asked by. */
    void serveAt(URI baseUrl) {
        setServerAddressStrategy((context, request) -> {
            String host = request == null ? null : request.getHeader("Host");
            return host != null && manners.has(Manner.NEXT_LINK_FROM_HOST)
                    ? baseUrl.getScheme() + "://" + host + baseUrl.getPath()
                    : baseUrl.toString();
        });
    }
}
