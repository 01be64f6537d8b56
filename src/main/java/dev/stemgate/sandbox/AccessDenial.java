// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;

/** Answers 403 for resource types that the client's scope does not reach. Thread-safe. */
@Interceptor
final class AccessDenial {

    private final Set<String> deniedTypes;

    AccessDenial(Set<String> deniedTypes) {
        this.deniedTypes = Set.copyOf(deniedTypes);
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        if (request.getResourceName() != null && deniedTypes.contains(request.getResourceName())) {
            throw new ForbiddenOperationException("Access denied to " + request.getResourceName());
        }
    }
}
