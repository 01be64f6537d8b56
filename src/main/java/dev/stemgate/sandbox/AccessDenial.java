// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.util.Map;
import java.util.Set;

/**
 * Answers 403 for resource types that the client's scope does not reach.
 *
 * @param deniedTypes resource types
 */
record AccessDenial(Set<String> deniedTypes) implements Fault {

    private static final String OUTCOME = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"forbidden\",\"diagnostics\":\"Access denied by scope\"}]}";

    AccessDenial {
        deniedTypes = Set.copyOf(deniedTypes);
    }

    @Override
    public FaultAction on(ReceivedRequest request) {
        return deniedTypes.contains(request.type())
                ? new FaultAction.Answer(403, Map.of(), OUTCOME)
                : FaultAction.pass();
    }
}
