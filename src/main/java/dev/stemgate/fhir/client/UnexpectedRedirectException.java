// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.util.List;

/** A 3xx answer. It is never followed: the target could be another host, or another patient. */
public final class UnexpectedRedirectException extends EhrException {

    public UnexpectedRedirectException(String ehr, int status, List<String> issueCodes) {
        super(ehr, status, issueCodes, "redirect not followed");
    }
}
