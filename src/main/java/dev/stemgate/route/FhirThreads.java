// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;

/** Gives all {@code fhir:} producers of the context one pool that is large enough; by default they share ten threads. */
final class FhirThreads implements CamelConfiguration {

    /** The name under which camel-fhir asks for its pool. */
    private static final String PROFILE = "CamelFhir";

    private final int threads;

    FhirThreads(int threads) {
        this.threads = threads;
    }

    @Override
    public void configure(CamelContext context) {
        context.getExecutorServiceManager()
                .registerThreadPoolProfile(new ThreadPoolProfileBuilder(PROFILE)
                        .poolSize(threads)
                        .maxPoolSize(threads)
                        .maxQueueSize(-1)
                        .build());
    }
}
