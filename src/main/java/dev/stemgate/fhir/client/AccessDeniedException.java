// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** The credentials do not suffice for what was asked (403, or a scope that was not granted: status 0), so it stays unread. */
public final class AccessDeniedException extends EhrException {

    private final boolean byScope;

    public AccessDeniedException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "access denied");
        this.byScope = false;
    }

    private AccessDeniedException(String ehr, String what) {
        super(ehr, 0, List.of(), what);
        this.byScope = true;
    }

    /** The token's scopes do not reach it; whatever the EHR answers is not the whole. */
    static AccessDeniedException byScope(String ehr) {
        return new AccessDeniedException(ehr, "access denied, the scope was not granted");
    }

    /** True when the scopes that were granted are smaller than needed. */
    public boolean isByScope() {
        return byScope;
    }
}
