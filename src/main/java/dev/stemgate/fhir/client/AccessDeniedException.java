// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** 403: the credentials do not suffice for what was asked, so it stays unread. */
public final class AccessDeniedException extends EhrException {

    public AccessDeniedException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "access denied");
    }
}
