// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Requests that a vendor's server refuses for their shape, whatever the server holds. Thread-safe. */
final class VendorRefusals implements Fault {

    private static final Set<String> WHOSE = Set.of("patient", "subject", "_id");
    private static final Set<String> WHO =
            Set.of("_id", "identifier", "family", "given", "name", "birthdate", "telecom", "address");

    private final Manners manners;

    VendorRefusals(Manners manners) {
        this.manners = manners;
    }

    @Override
    public FaultAction on(ReceivedRequest request) {
        String type = request.type();
        if (!manners.serves(type)) {
            return VendorOutcome.error(IssueType.NOTSUPPORTED, "", "Unknown resource type")
                    .answer(404);
        }
        if (request.path().isEmpty() && request.method().equals("POST") && manners.has(Manner.NO_TRANSACTIONS)) {
            return VendorOutcome.error(IssueType.NOTSUPPORTED, "", "Transactions are not supported")
                    .answer(405);
        }
        if (request.method().equals("PUT")
                && manners.has(Manner.IF_MATCH_REQUIRED)
                && request.header("If-Match").isEmpty()) {
            return VendorOutcome.error(IssueType.REQUIRED, "", "If-Match is needed")
                    .answer(400);
        }
        return searchesType(request) ? search(request) : FaultAction.pass();
    }

    private FaultAction search(ReceivedRequest request) {
        Set<String> asked = UrlUtil.parseQueryString(request.query()).keySet();
        if (manners.needsPatient(request.type()) && asked.stream().noneMatch(VendorRefusals::saysWhose)) {
            return VendorOutcome.error(IssueType.REQUIRED, "", "A patient is needed")
                    .answer(400);
        }
        if (request.type().equals("Patient")
                && manners.has(Manner.DEMOGRAPHICS_NEEDED)
                && asked.stream().noneMatch(VendorRefusals::saysWho)) {
            return VendorOutcome.error(IssueType.REQUIRED, "", "Demographics or an identifier are needed")
                    .answer(400);
        }
        return FaultAction.pass();
    }

    private static boolean searchesType(ReceivedRequest request) {
        return request.method().equals("GET")
                && !request.asksForPage()
                && request.path().matches("[A-Z][A-Za-z]+");
    }

    private static boolean saysWhose(String parameter) {
        return WHOSE.contains(name(parameter));
    }

    private static boolean saysWho(String parameter) {
        return WHO.contains(name(parameter));
    }

    private static String name(String parameter) {
        return parameter.split("[:.]", 2)[0];
    }
}
