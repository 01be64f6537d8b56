// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The FHIR client of each EHR, in the registry under the name that the {@code fhir:} endpoints use too. */
final class Clients {

    private Clients() {}

    static String name(String ehr) {
        return "ehr-" + ehr;
    }

    static Object of(Exchange exchange, PatientWork work) {
        return of(exchange.getContext(), work.hospital().ehr());
    }

    static Object of(CamelContext context, String ehr) {
        return context.getRegistry().lookupByName(name(ehr));
    }
}
